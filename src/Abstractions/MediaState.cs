namespace Calling;

/// <summary>What a user has switched on.</summary>
/// <param name="MicrophoneOn">Sound is sent.</param>
/// <param name="CameraOn">Pictures are sent.</param>
public readonly record struct MediaState(bool MicrophoneOn, bool CameraOn);
