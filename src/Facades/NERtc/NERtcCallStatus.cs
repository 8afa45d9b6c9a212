namespace Calling.NERtc;

/// <summary>Where the kit stands. Vendor: NERtcCallStatus of 1.x, whose values are bits.</summary>
[Flags]
public enum NERtcCallStatus
{
    /// <summary>In no call.</summary>
    Idle = 0,

    /// <summary>Calls somebody who has not answered.</summary>
    Calling = 1,

    /// <summary>Is called and has not answered.</summary>
    Called = 2,

    /// <summary>In an answered call.</summary>
    InCall = 4,
}
