namespace Calling;

/// <summary>One invitation of a recorded call.</summary>
/// <param name="UserId">Who was invited.</param>
/// <param name="Outcome">How it went.</param>
public sealed record CallRecordEntry(string UserId, CallOutcome Outcome);
