namespace Calling.NERtc;

/// <summary>Says in the vendor's codes why something failed.</summary>
internal static class NERtcErrors
{
    /// <summary>A method at a status where it is not allowed.</summary>
    public static NERtcException OfStatus(NERtcMethod method, NERtcCallStatus status, Exception? inner = null)
    {
        // What is refused while Idle is a call that another call, not yet to be seen, stands in the way of.
        status = method == NERtcMethod.Call && status == NERtcCallStatus.Idle ? NERtcCallStatus.Calling : status;
        return new(method switch
        {
            NERtcMethod.Media => NERtcErrorCode.StatusError,

            // Reconnecting, or a request waits already.
            NERtcMethod.SwitchCallType when status == NERtcCallStatus.InCall => NERtcErrorCode.StatusError,
            _ => (NERtcErrorCode)((int)method + Column(status)),
        }, $"{method} is not allowed while {status}.", inner);
    }

    /// <summary>What Calling threw.</summary>
    public static NERtcException Of(CallException error, NERtcMethod method, NERtcCallStatus status) => error.Code switch
    {
        CallErrorCode.InvalidState => OfStatus(method, status, error),
        CallErrorCode.CallGone => new(
            error.EndReason switch
            {
                CallEndReason.AnsweredElsewhere => NERtcErrorCode.InviteAlreadyAccepted,
                CallEndReason.RejectedElsewhere => NERtcErrorCode.InviteAlreadyRejected,
                _ => NERtcErrorCode.InviteNotExist,
            }, error.Message, error),
        _ => new(NERtcErrorCode.Common, error.Message, error),
    };

    private static int Column(NERtcCallStatus status) => status switch
    {
        NERtcCallStatus.Calling => 1,
        NERtcCallStatus.Called => 2,
        NERtcCallStatus.InCall => 3,
        _ => 0,
    };
}
