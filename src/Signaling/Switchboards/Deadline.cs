namespace Calling.Signaling.Switchboards;

/// <summary>When a call must be looked at again.</summary>
/// <param name="CallId">The call.</param>
/// <param name="At">On the arbiter's own clock of elapsed time.</param>
public readonly record struct Deadline(string CallId, TimeSpan At);
