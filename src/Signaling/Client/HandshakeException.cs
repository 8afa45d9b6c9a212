using Calling.Signaling.Wire;

namespace Calling.Signaling.Client;

/// <summary>A connection came to nothing.</summary>
internal sealed class HandshakeException(string message, WireErrorCode? code = null, ByeCause? bye = null, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>The server's refusal; null if it could not be reached.</summary>
    public WireErrorCode? Code => code;

    /// <summary>The server's farewell, where it gave one.</summary>
    public ByeCause? Bye => bye;
}
