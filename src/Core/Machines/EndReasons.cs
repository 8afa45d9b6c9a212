using Calling.Providers;

namespace Calling.Machines;

/// <summary>The one place where a neutral cause becomes what this user reads, and what an invitation's outcome is called.</summary>
internal static class EndReasons
{
    public static CallEndReason Read(CallEnding ending, CallParty self)
    {
        bool ours = ending.By?.UserId == self.UserId;
        return ending.Cause switch
        {
            EndCause.HangUp => ours ? CallEndReason.LocalHangUp : CallEndReason.RemoteHangUp,
            EndCause.Cancelled => ours ? CallEndReason.LocalCancel : CallEndReason.RemoteCancel,
            EndCause.Rejected when ending.By == self => CallEndReason.LocalReject,
            EndCause.Rejected => ours ? CallEndReason.RejectedElsewhere : CallEndReason.RemoteReject,
            EndCause.Busy => CallEndReason.Busy,
            EndCause.NoAnswer => CallEndReason.NoAnswer,
            EndCause.Unreachable => CallEndReason.Unreachable,
            EndCause.AnsweredElsewhere => CallEndReason.AnsweredElsewhere,
            EndCause.RejectedElsewhere => CallEndReason.RejectedElsewhere,
            EndCause.LastParticipantLeft => CallEndReason.LastParticipantLeft,
            EndCause.PeerLost => CallEndReason.PeerLost,
            EndCause.ConnectionLost => CallEndReason.ConnectionLost,
            EndCause.ConnectFailed => CallEndReason.ConnectFailed,
            EndCause.Removed => CallEndReason.Removed,
            EndCause.KickedOffline => CallEndReason.KickedOffline,
            EndCause.AuthExpired => CallEndReason.AuthExpired,
            EndCause.LoggedOut => CallEndReason.LoggedOut,
            EndCause.Replaced => CallEndReason.Replaced,
            EndCause.EndedByServer => CallEndReason.EndedByServer,
            _ => CallEndReason.Failed,
        };
    }

    /// <summary>The outcome of an invitation that was still open when the call ended.</summary>
    public static CallResponse Outcome(EndCause cause) => cause switch
    {
        EndCause.Rejected => CallResponse.Rejected,
        EndCause.Busy => CallResponse.Busy,
        EndCause.NoAnswer => CallResponse.NoAnswer,
        EndCause.Unreachable => CallResponse.Unreachable,
        _ => CallResponse.Cancelled,
    };

    /// <summary>How a call ends that came to nothing because of that outcome.</summary>
    public static EndCause Of(CallResponse response) => response switch
    {
        CallResponse.Rejected => EndCause.Rejected,
        CallResponse.Busy => EndCause.Busy,
        CallResponse.Unreachable => EndCause.Unreachable,
        CallResponse.Cancelled => EndCause.Cancelled,
        _ => EndCause.NoAnswer,
    };

    public static EndCause Of(LineCloseCause cause) => cause switch
    {
        LineCloseCause.KickedOffline => EndCause.KickedOffline,
        LineCloseCause.AuthExpired => EndCause.AuthExpired,
        LineCloseCause.EndedByServer => EndCause.EndedByServer,
        _ => EndCause.ConnectionLost,
    };
}
