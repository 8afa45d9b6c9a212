namespace Calling.Machines;

/// <summary>An operation that the arbiter's answer will finish.</summary>
/// <param name="Operation">Its number.</param>
/// <param name="IsAccept">True for an accept, false for a cancel.</param>
internal readonly record struct WaitingOperation(long Operation, bool IsAccept);
