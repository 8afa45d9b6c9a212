namespace Calling.Media;

/// <summary>How loud one user was during one interval (<see cref="CallingOptions.AudioLevelInterval"/>).</summary>
/// <param name="UserId">Who; this user among them.</param>
/// <param name="Level">0 (silence, or the microphone is off) to 100 (full scale), as <see cref="AudioLevelMeter"/> maps it.</param>
public sealed record AudioLevel(string UserId, int Level);
