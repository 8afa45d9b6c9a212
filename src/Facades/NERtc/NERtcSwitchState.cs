namespace Calling.NERtc;

/// <summary>What is said about a change between audio and video. Vendor: NERtcCallTypeState.</summary>
public enum NERtcSwitchState
{
    /// <summary>It is asked for.</summary>
    Invite = 1,

    /// <summary>It is agreed to: the call is of that type now.</summary>
    Agree = 2,

    /// <summary>It is declined, or nobody answered: the call stays as it is.</summary>
    Reject = 3,
}
