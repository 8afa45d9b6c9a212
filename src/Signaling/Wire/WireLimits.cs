using Calling.Providers;

namespace Calling.Signaling.Wire;

/// <summary>What a server accepts, as its welcome tells.</summary>
/// <param name="MaxMessageBytes">A message's size in bytes.</param>
/// <param name="MaxPeerPayloadBytes">A peer message's payload in UTF-8 bytes.</param>
/// <param name="MaxUserIdBytes">A user id in UTF-8 bytes.</param>
/// <param name="MaxAttachmentBytes">An attachment in UTF-8 bytes.</param>
/// <param name="MaxReasonBytes">A reject reason in UTF-8 bytes.</param>
/// <param name="MaxDataBytes">The data given with an accept, reject, cancel or hang-up, in UTF-8 bytes.</param>
/// <param name="MaxGroupIdBytes">A group id in UTF-8 bytes.</param>
/// <param name="MaxPushBytes">A push's title, body and data together, in UTF-8 bytes.</param>
/// <param name="MaxParticipants">Users in one call, the caller among them.</param>
/// <param name="MaxInvitations">Invitations to one call over its whole life.</param>
/// <param name="MinRingTimeout">The shortest ring timeout.</param>
/// <param name="MaxRingTimeout">The longest ring timeout.</param>
public sealed record WireLimits(
    int MaxMessageBytes,
    int MaxPeerPayloadBytes,
    int MaxUserIdBytes,
    int MaxAttachmentBytes,
    int MaxReasonBytes,
    int MaxDataBytes,
    int MaxGroupIdBytes,
    int MaxPushBytes,
    int MaxParticipants,
    int MaxInvitations,
    TimeSpan MinRingTimeout,
    TimeSpan MaxRingTimeout)
{
    /// <summary>Puts the limits of calls and of messages together.</summary>
    /// <param name="limits">The arbiter's.</param>
    /// <param name="maxMessageBytes">A message's size in bytes.</param>
    /// <param name="maxPeerPayloadBytes">A peer message's payload in UTF-8 bytes.</param>
    public static WireLimits From(CallLimits limits, int maxMessageBytes, int maxPeerPayloadBytes)
    {
        ArgumentNullException.ThrowIfNull(limits);
        return new WireLimits(
            maxMessageBytes, maxPeerPayloadBytes, limits.MaxUserIdBytes, limits.MaxAttachmentBytes, limits.MaxReasonBytes, limits.MaxDataBytes,
            limits.MaxGroupIdBytes, limits.MaxPushBytes, limits.MaxParticipants, limits.MaxInvitations, limits.MinRingTimeout, limits.MaxRingTimeout);
    }
}
