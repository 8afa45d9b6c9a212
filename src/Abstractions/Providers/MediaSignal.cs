using Calling.Media;

namespace Calling.Providers;

/// <summary>What happens to the media of one call. The nested types are all there are.</summary>
public abstract record MediaSignal
{
    private MediaSignal()
    {
    }

    /// <summary>Content can flow to and from a member: for the first time, or again.</summary>
    /// <param name="Party">The member.</param>
    public sealed record PeerConnected(CallParty Party) : MediaSignal;

    /// <summary>The path to a member was lost and may come back.</summary>
    /// <param name="Party">The member.</param>
    public sealed record PeerInterrupted(CallParty Party) : MediaSignal;

    /// <summary>The connection to a member failed for good: it never came up, or will not come back.</summary>
    /// <param name="Party">The member.</param>
    /// <param name="Fault">What the stack said.</param>
    public sealed record PeerFailed(CallParty Party, ProviderFault Fault) : MediaSignal;

    /// <summary>A member's first picture was decoded, or the first since its camera came on again.</summary>
    /// <param name="Party">The member.</param>
    public sealed record FirstVideoFrame(CallParty Party) : MediaSignal;

    /// <summary>A member's media comes through better or worse than before; not raised for the first state if that is up to
    /// <see cref="NetworkQuality.Good"/> (rule CALL-126).</summary>
    /// <param name="Party">The member.</param>
    /// <param name="Quality">How well.</param>
    public sealed record QualityChanged(CallParty Party, NetworkQuality Quality) : MediaSignal;

    /// <summary>How loud this device and every connected member was since the last time; only with
    /// <see cref="MediaPlan.AudioLevelInterval"/>, from the start on, once in each interval.</summary>
    /// <param name="Levels">Each device's.</param>
    public sealed record AudioLevels(IReadOnlyList<MemberAudioLevel> Levels) : MediaSignal;

    /// <summary>A source is missing or stopped working; the call goes on without it (rule CALL-094).</summary>
    /// <param name="Kind">Microphone or camera.</param>
    /// <param name="Reason">For people.</param>
    public sealed record DeviceUnavailable(MediaKind Kind, string Reason) : MediaSignal;

    /// <summary>The media of the whole call failed on this device (rule CALL-114).</summary>
    /// <param name="Fault">What the stack said.</param>
    public sealed record Failed(ProviderFault Fault) : MediaSignal;
}
