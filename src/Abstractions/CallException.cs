namespace Calling;

/// <summary>An operation on a client or a session failed. Nothing changed unless the code's documentation says so.</summary>
public class CallException : Exception
{
    /// <summary>Creates one.</summary>
    /// <param name="code">Why.</param>
    /// <param name="message">For people: the offending value and the limit or state it met.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    public CallException(CallErrorCode code, string message, Exception? innerException = null)
        : base(message, innerException)
        => Code = code;

    /// <summary>Why.</summary>
    public CallErrorCode Code { get; }

    /// <summary>The operation, by its method's name.</summary>
    public string? Operation { get; init; }

    /// <summary>The session's state when the decision fell; null for the client's own operations.</summary>
    public CallState? State { get; init; }

    /// <summary>How the call had ended, with <see cref="CallErrorCode.CallGone"/>.</summary>
    public CallEndReason? EndReason { get; init; }

    /// <summary>The missing capability, with <see cref="CallErrorCode.NotSupported"/>.</summary>
    public CallCapabilities? Capability { get; init; }

    /// <summary>The vendor's own code, where it gave one.</summary>
    public string? ProviderCode { get; init; }
}
