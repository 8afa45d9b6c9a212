namespace Calling.NERtc;

/// <summary>The methods of the vendor's error table; each value is the code of the method while Idle, and the further statuses follow it.</summary>
internal enum NERtcMethod
{
    /// <summary>Allowed at any status but Idle; no row of the table.</summary>
    Media = 0,

    /// <summary>call and groupCall.</summary>
    Call = 20001,

    /// <summary>hangup.</summary>
    Hangup = 20005,

    /// <summary>leave.</summary>
    Leave = 20009,

    /// <summary>cancel.</summary>
    Cancel = 20013,

    /// <summary>accept.</summary>
    Accept = 20017,

    /// <summary>reject.</summary>
    Reject = 20021,

    /// <summary>switchCallType.</summary>
    SwitchCallType = 20025,

    /// <summary>groupInvite.</summary>
    GroupInvite = 20029,
}
