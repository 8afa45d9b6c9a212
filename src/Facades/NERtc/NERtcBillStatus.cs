namespace Calling.NERtc;

/// <summary>What became of a call, for the chat's history. Vendor: NIMRtcCallStatus.</summary>
public enum NERtcBillStatus
{
    /// <summary>They talked.</summary>
    Complete = 1,

    /// <summary>The caller gave up.</summary>
    Canceled = 2,

    /// <summary>The callee declined.</summary>
    Rejected = 3,

    /// <summary>Nobody answered in time.</summary>
    Timeout = 4,

    /// <summary>The callee was in another call.</summary>
    Busy = 5,
}
