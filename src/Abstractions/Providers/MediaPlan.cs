using Calling.Media;

namespace Calling.Providers;

/// <summary>What one call's media needs to know.</summary>
/// <param name="CallId">The call.</param>
/// <param name="Self">This device.</param>
/// <param name="Media">What the call is for; audio and video are negotiated either way, the gates decide what flows.</param>
/// <param name="Audio">Where sound comes from.</param>
/// <param name="Video">Where pictures come from.</param>
/// <param name="Grant">What the arbiter handed out, opaque to Core.</param>
public sealed record MediaPlan(string CallId, CallParty Self, CallMedia Media, AudioSource Audio, VideoSource Video, MediaGrant? Grant)
{
    /// <summary>How often to tell how loud everybody is (<see cref="MediaSignal.AudioLevels"/>); null: nothing is measured.</summary>
    public TimeSpan? AudioLevelInterval { get; init; }
}
