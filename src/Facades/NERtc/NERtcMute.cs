namespace Calling.NERtc;

/// <summary>Whether another user has muted sound, or pictures. Vendor: the arguments of onAudioMuted and onVideoMuted.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Muted">Whether it is muted.</param>
public sealed record NERtcMute(string UserId, bool Muted);
