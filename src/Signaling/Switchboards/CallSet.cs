namespace Calling.Signaling.Switchboards;

/// <summary>Everything that the arbiter knows; immutable.</summary>
public sealed record CallSet
{
    /// <summary>Nothing yet.</summary>
    public static CallSet Empty { get; } = new();
}
