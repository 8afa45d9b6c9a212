namespace Calling.NERtc;

/// <summary>Whether another user sends sound, or pictures. Vendor: the arguments of onAudioAvailable and onCameraAvailable, without uid.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Available">Whether it is sent.</param>
public sealed record NERtcAvailability(string UserId, bool Available);
