namespace Calling.Failover;

/// <summary>Which provider has a call.</summary>
internal sealed class CallRoute(FailoverBranch branch)
{
    /// <summary>The provider.</summary>
    public FailoverBranch Branch => branch;

    /// <summary>True while nobody but this device can know the call: should nothing leave through this provider, the next one may be asked.</summary>
    public bool IsOpen { get; set; }

    /// <summary>This device takes part in it, and will say when it no longer does.</summary>
    public bool IsKept { get; private set; }

    /// <summary>It is over for this device.</summary>
    public bool IsOver { get; private set; }

    /// <summary>When something was last heard or said of it.</summary>
    public long LastUse { get; set; }

    /// <summary>This device rings in it, placed it, or is in it.</summary>
    public void Keep() => IsKept = !IsOver;

    /// <summary>It is over; what follows are stragglers.</summary>
    public void End() => (IsKept, IsOver) = (false, true);

    /// <summary>This device is invited anew to a call that it had left.</summary>
    public void Revive() => IsOver = false;
}
