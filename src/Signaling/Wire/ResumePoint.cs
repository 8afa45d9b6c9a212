namespace Calling.Signaling.Wire;

/// <summary>Where a device goes on after a lost connection.</summary>
/// <param name="Epoch">The server's run, from its welcome.</param>
/// <param name="Cursor">The sequence of the last signal that was processed.</param>
public sealed record ResumePoint(string Epoch, long Cursor);
