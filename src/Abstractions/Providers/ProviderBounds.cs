namespace Calling.Providers;

/// <summary>The time bounds that a provider promises on a working network.</summary>
public sealed record ProviderBounds
{
    /// <summary>From a hang-up to the peer's end (rule CALL-034).</summary>
    public TimeSpan HangUp { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>From a hang-up or mute to the last captured content (rule CALL-037).</summary>
    public TimeSpan CaptureStop { get; init; } = TimeSpan.FromMilliseconds(100);
}
