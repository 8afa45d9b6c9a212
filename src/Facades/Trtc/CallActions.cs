namespace Calling.Trtc;

/// <summary>The vendor's words for what Calling says of invitations and ends.</summary>
internal static class CallActions
{
    /// <summary>What an invited user's response is.</summary>
    public static CallAction Of(CallResponse response) => response switch
    {
        CallResponse.Accepted => CallAction.Accept,
        CallResponse.Rejected => CallAction.Reject,
        CallResponse.Busy => CallAction.LineBusy,
        CallResponse.NoAnswer or CallResponse.Unreachable => CallAction.Timeout,
        _ => CallAction.Cancel,
    };

    /// <summary>What the end of a session is to its own user: the vendor does not echo one's own acts.</summary>
    public static CallAction Of(CallEndReason reason, CallDirection direction) => reason switch
    {
        CallEndReason.LocalHangUp or CallEndReason.LocalCancel or CallEndReason.LocalReject or CallEndReason.LoggedOut => CallAction.Unknown,
        CallEndReason.RemoteCancel => CallAction.Cancel,
        CallEndReason.RejectedElsewhere => CallAction.Reject,
        CallEndReason.NoAnswer when direction == CallDirection.Incoming => CallAction.Timeout,
        CallEndReason.ConnectionLost or CallEndReason.ConnectFailed or CallEndReason.Failed => CallAction.Error,
        _ => CallAction.End,
    };
}
