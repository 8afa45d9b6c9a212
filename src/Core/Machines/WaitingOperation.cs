namespace Calling.Machines;

/// <summary>An operation that the arbiter's answer will finish.</summary>
/// <param name="Operation">Its number.</param>
/// <param name="Kind">What it is.</param>
/// <param name="CommandId">The command whose answer it is; null where any of its kind will do.</param>
internal readonly record struct WaitingOperation(long Operation, WaitingKind Kind, string? CommandId = null);
