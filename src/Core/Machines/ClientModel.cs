namespace Calling.Machines;

/// <summary>A client's state.</summary>
internal sealed record ClientModel
{
    /// <summary>Nobody is signed in, no call.</summary>
    public static ClientModel Initial { get; } = new();
}
