using Calling.Signaling.Wire;

namespace Calling.Signaling.Client;

/// <summary>Connects and signs in, once.</summary>
internal sealed class Handshake(ISignalingTransport transport, SignalingLineOptions options, TimeProvider time)
{
    /// <exception cref="HandshakeException">Refused, or not reached.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<LineLink> RunAsync(ClientFrame.Hello hello, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(options.ConnectTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        ISignalingConnection? connection = null;
        try
        {
            connection = await transport.ConnectAsync(options.Endpoint, either.Token).ConfigureAwait(false);
            await connection.SendAsync(WireCodec.Encode(hello), either.Token).ConfigureAwait(false);
            var welcome = await AwaitWelcomeAsync(connection, either.Token).ConfigureAwait(false);
            var link = new LineLink(connection, welcome, hello.Token ?? "");
            connection = null;
            return link;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            throw new HandshakeException($"no answer within {options.ConnectTimeout}");
        }
        catch (Exception failure) when (failure is not HandshakeException)
        {
            // A transport that is cancelled may fail in its own words.
            ct.ThrowIfCancellationRequested();
            throw new HandshakeException(failure.Message, inner: failure);
        }
        finally
        {
            if (connection is not null)
            {
                await connection.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private static async Task<ServerFrame.Welcome> AwaitWelcomeAsync(ISignalingConnection connection, CancellationToken ct)
    {
        var message = await connection.ReceiveAsync(ct).ConfigureAwait(false);
        if (message.CloseCode is { } code)
        {
            throw code switch
            {
                CloseCodes.AuthenticationFailed => new HandshakeException("the sign-in was refused", WireErrorCode.AuthenticationFailed),
                CloseCodes.UnsupportedVersion => new HandshakeException("it speaks another version", WireErrorCode.UnsupportedVersion),
                _ => new HandshakeException($"it closed the connection with {code}"),
            };
        }

        return WireCodec.DecodeServer(message.Utf8).Frame switch
        {
            ServerFrame.Welcome { Version: WireProtocol.Version } welcome => welcome,
            ServerFrame.Error error => throw new HandshakeException(error.Message, error.Code),
            ServerFrame.Farewell farewell => throw new HandshakeException("it said good-bye at once", bye: farewell.Cause),
            _ => throw new HandshakeException("it does not speak the protocol"),
        };
    }
}
