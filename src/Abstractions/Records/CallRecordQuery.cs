namespace Calling;

/// <summary>Which records: the signed-in user's own, newest first (rule CALL-131).</summary>
public sealed record CallRecordQuery
{
    /// <summary>Records on one page, at most.</summary>
    public const int MaxPageSize = 100;

    /// <summary>Calls that started at this moment or later; no limit if null.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Calls that started before this moment; no limit if null.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Records on a page: 1 to <see cref="MaxPageSize"/>.</summary>
    public int PageSize { get; init; } = 20;

    /// <summary>Where to go on: <see cref="CallRecordPage.Continuation"/> of the page before.</summary>
    public string? Continuation { get; init; }
}
