namespace Calling;

/// <summary>Some records, newest first.</summary>
/// <param name="Records">The records.</param>
/// <param name="Continuation">Asks for the next page; null on the last.</param>
public sealed record CallRecordPage(IReadOnlyList<CallRecord> Records, string? Continuation);
