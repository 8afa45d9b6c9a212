namespace Calling.Trtc;

/// <summary>What becomes of a call or of an invitation. Vendor: CallAction.</summary>
public enum CallAction
{
    /// <summary>It failed. Vendor: CallAction_Error.</summary>
    Error = -1,

    /// <summary>Nothing that anybody is told of. Vendor: CallAction_Unknown.</summary>
    Unknown = 0,

    /// <summary>Somebody is invited. Vendor: CallAction_Call.</summary>
    Call = 1,

    /// <summary>The invitation is taken back. Vendor: CallAction_Cancel.</summary>
    Cancel = 2,

    /// <summary>The user declines. Vendor: CallAction_Reject.</summary>
    Reject = 3,

    /// <summary>Nobody answers in time. Vendor: CallAction_Timeout.</summary>
    Timeout = 4,

    /// <summary>The call is over. Vendor: CallAction_End.</summary>
    End = 5,

    /// <summary>The user is in another call. Vendor: CallAction_LineBusy.</summary>
    LineBusy = 6,

    /// <summary>The user answers. Vendor: CallAction_Accept.</summary>
    Accept = 7,
}
