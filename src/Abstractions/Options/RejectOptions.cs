namespace Calling;

/// <summary>What may be said about declining.</summary>
public sealed class RejectOptions
{
    /// <summary>Text for the caller, up to the provider's limit (capability RejectReason).</summary>
    public string? Reason { get; set; }

    /// <summary>Whom the reject speaks for; <see cref="RejectScope.Device"/> needs the capability RejectSync (rule CALL-071).</summary>
    public RejectScope Scope { get; set; }

    /// <summary>The app's own data for the caller, up to the provider's limit (capability CallData, rule CALL-026).</summary>
    public string? Data { get; set; }
}
