namespace Calling.Machines;

/// <summary>An operation that the arbiter's answer will finish.</summary>
/// <param name="Operation">Its number.</param>
/// <param name="Kind">What it is.</param>
internal readonly record struct WaitingOperation(long Operation, WaitingKind Kind);
