namespace Calling;

/// <summary>An outgoing call, complete.</summary>
/// <param name="Callees">Whom to ring, in order; one for a 1:1 call.</param>
/// <param name="Media">What for.</param>
/// <param name="Options">The rest; null takes the defaults.</param>
public sealed record CallRequest(IReadOnlyList<string> Callees, CallMedia Media, CallOptions? Options = null)
{
    /// <summary>True for a group call, even with one callee (capability Group).</summary>
    public bool IsGroup { get; init; }

    /// <summary>The app's name for the group, passed on as it is.</summary>
    public string? GroupId { get; init; }
}
