namespace Calling.Signaling.Client;

/// <summary>A connection that carries whole text messages both ways. One sender and one receiver at a time.</summary>
internal interface ISignalingConnection : IAsyncDisposable
{
    /// <summary>Sends one message.</summary>
    ValueTask SendAsync(ReadOnlyMemory<byte> utf8, CancellationToken ct);

    /// <summary>Waits for the next message, or the close.</summary>
    ValueTask<TransportMessage> ReceiveAsync(CancellationToken ct);

    /// <summary>Says that nothing more will be sent.</summary>
    ValueTask CloseAsync(CancellationToken ct);
}
