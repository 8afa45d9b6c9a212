namespace Calling.Providers.Mock;

/// <summary>What the network below a line is like; the worst that is scripted counts.</summary>
internal enum NetworkState
{
    /// <summary>It carries.</summary>
    Up,

    /// <summary>Nothing moves and nothing is lost.</summary>
    Stalled,

    /// <summary>Everything is lost and nobody has noticed yet.</summary>
    Dropped,

    /// <summary>It is down, and both ends know.</summary>
    Cut,
}
