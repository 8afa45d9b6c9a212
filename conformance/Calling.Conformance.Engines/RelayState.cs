namespace Calling.Conformance.Engines;

/// <summary>What a relay does with what it is given.</summary>
internal enum RelayState
{
    /// <summary>Passes it on.</summary>
    Open,

    /// <summary>Keeps it.</summary>
    Stalled,

    /// <summary>Throws it away; the connection is of no use afterwards.</summary>
    Dropping,

    /// <summary>Has no connections and takes none.</summary>
    Cut,
}
