namespace Calling;

/// <summary>What may be said about taking a call back.</summary>
public sealed class CancelOptions
{
    /// <summary>The app's own data for the callees, up to the provider's limit (capability CallData, rule CALL-026).</summary>
    public string? Data { get; set; }
}
