namespace Calling.Wilddog;

/// <summary>What became of a call that was placed; told to the caller alone.</summary>
/// <remarks>Vendor: WDGCallStatus</remarks>
public enum WilddogCallStatus
{
    /// <summary>The callee accepted.</summary>
    /// <remarks>Vendor: WDGCallStatusAccepted</remarks>
    Accepted = 0,

    /// <summary>The callee rejected.</summary>
    /// <remarks>Vendor: WDGCallStatusRejected</remarks>
    Rejected = 1,

    /// <summary>The callee is in another call.</summary>
    /// <remarks>Vendor: WDGCallStatusBusy</remarks>
    Busy = 2,

    /// <summary>Nobody answered in time, or the callee could not be reached.</summary>
    /// <remarks>Vendor: WDGCallStatusTimeout</remarks>
    Timeout = 3,
}
