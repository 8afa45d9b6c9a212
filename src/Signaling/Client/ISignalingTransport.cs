namespace Calling.Signaling.Client;

/// <summary>Opens connections to the server. The seam at which tests cut, drop and stall.</summary>
internal interface ISignalingTransport
{
    /// <summary>Opens one.</summary>
    /// <exception cref="IOException">The server cannot be reached; the message says why, in words for people.</exception>
    ValueTask<ISignalingConnection> ConnectAsync(Uri address, CancellationToken ct);
}
