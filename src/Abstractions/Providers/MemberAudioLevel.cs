namespace Calling.Providers;

/// <summary>How loud one device was during one interval.</summary>
/// <param name="Party">The device; this one among them.</param>
/// <param name="Level">0 (silence, or its microphone is off) to 100 (full scale), as <see cref="Calling.Media.AudioLevelMeter"/> maps it.</param>
public sealed record MemberAudioLevel(CallParty Party, int Level);
