namespace Calling.Providers.Mock;

/// <summary>Where the path between two devices stands.</summary>
internal enum LinkState
{
    Connecting,
    Up,
    Interrupted,
    Failed,
    Closed,
}
