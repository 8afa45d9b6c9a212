using Calling.Providers;
using Calling.Signaling.Wire;
using Microsoft.Extensions.Logging;

namespace Calling.Signaling.Client;

// The line's life: sign in, receive, come back, end. One logical thread; the only one that speaks to the observer.
public sealed partial class SignalingLine
{
    /// <summary>Signals between two acknowledgements.</summary>
    private const int AcknowledgeEvery = 32;

    private long _cursor;
    private long _acknowledged;

    private async Task SignInAsync(CallCredential credential, CancellationToken ct)
    {
        LineLink link;
        try
        {
            link = await _handshake.RunAsync(Hello(resume: null), ct).ConfigureAwait(false);
        }
        catch (HandshakeException failure)
        {
            throw failure.Code switch
            {
                WireErrorCode.AuthenticationFailed => new CallException(CallErrorCode.AuthenticationFailed, failure.Message, failure),
                null => new CallException(
                    CallErrorCode.Unreachable, $"The signalling server {_options.Endpoint} cannot be reached: {failure.Message}.", failure),
                { } code => new CallException(
                    CallErrorCode.ProviderFailed, $"The signalling server {_options.Endpoint} refused: {failure.Message}", failure)
                {
                    ProviderCode = LineFaults.Of(code, "").Code,
                },
            };
        }

        if (link.Welcome.User != credential.UserId)
        {
            await link.DisposeAsync().ConfigureAwait(false);
            throw new CallException(
                CallErrorCode.AuthenticationFailed, $"The token is '{link.Welcome.User}'s, not '{credential.UserId}'s.");
        }

        Self = new CallParty(link.Welcome.User, link.Welcome.Device);
        _device = Self.DeviceId;
        Adopt(link);

        // What already rings is told like the rest; with nothing there, there is nothing to say.
        if (link.Welcome.Snapshot is { Count: > 0 } calls)
        {
            Say(new LineSignal.Snapshot(calls));
        }

        _running = Task.Run(() => RunAsync(link), CancellationToken.None);
    }

    private ClientFrame.Hello Hello(ResumePoint? resume)
        => new([WireProtocol.Version]) { Token = _token, Device = _device, Sole = _options.SoleDevice, Resume = resume, Client = _options.ClientName };

    /// <summary>Makes a link the current one; what had left over the former one goes out again first.</summary>
    private void Adopt(LineLink link)
    {
        Limits = link.Welcome.Limits;
        _cursor = _acknowledged = link.Welcome.Cursor;
        lock (_gate)
        {
            _link = link;

            // A token that came during the handshake waits for its turn.
            if (_token == link.Token)
            {
                Accept(link.Token, link.Welcome.TokenExpiresIn);
            }

            foreach (var pending in _pending.Values)
            {
                link.TrySend(pending);
            }
        }
    }

    private async Task RunAsync(LineLink link)
    {
        while (true)
        {
            var (cause, reason) = await ReceiveAsync(link).ConfigureAwait(false);
            Release();
            var renewed = link.Token != _token;
            await link.DisposeAsync().ConfigureAwait(false);
            lock (_gate)
            {
                if (_closed)
                {
                    return;
                }
            }

            if (cause is { } final && !(final == LineCloseCause.AuthExpired && renewed))
            {
                Close(final, reason);
                return;
            }

            LogInterrupted(_logger, Self.UserId, reason);
            Say(new LineSignal.Interrupted());
            if (await ComeBackAsync(link.Welcome.Epoch).ConfigureAwait(false) is not { } next)
            {
                return;
            }

            link = next;
        }
    }

    /// <summary>Takes messages until the connection ends.</summary>
    /// <returns>Why the line is gone for good, or null to come back; and in words.</returns>
    private async Task<(LineCloseCause? Cause, string Reason)> ReceiveAsync(LineLink link)
    {
        LineCloseCause? farewell = null;
        try
        {
            while (true)
            {
                var message = await link.ReceiveAsync(_disposing.Token).ConfigureAwait(false);
                if (message.CloseCode is { } code)
                {
                    return (farewell ?? LineFaults.FinalCause(code), $"closed with {code}");
                }

                var decoded = WireCodec.DecodeServer(message.Utf8);
                if (decoded.Frame is ServerFrame.Farewell bye)
                {
                    farewell = LineFaults.FinalCause(bye.Cause);
                }
                else if (decoded.Frame is { } frame)
                {
                    Take(link, frame);
                }
                else if (decoded.Error?.Code == WireErrorCode.Malformed)
                {
                    return (farewell, "malformed message");
                }
                else
                {
                    // A newer server may say more than this client understands; a missing signal shows in the next revision.
                    LogIgnored(_logger, decoded.Type ?? "", decoded.Error?.Message ?? "");
                }
            }
        }
        catch (Exception lost)
        {
            return (farewell, lost.Message);
        }
    }

    private void Take(LineLink link, ServerFrame frame)
    {
        switch (frame)
        {
            case ServerFrame.Notify notify when notify.Sequence > _cursor:
                _cursor = notify.Sequence;
                Say(notify.Signal);
                if (_cursor - _acknowledged >= AcknowledgeEvery && link.TrySend(new ClientFrame.Acknowledge(_cursor)))
                {
                    _acknowledged = _cursor;
                }

                break;
            case ServerFrame.State state:
                Say(new LineSignal.Snapshot(state.Calls));
                break;
            case ServerFrame.Relayed peer:
                Say(new PeerMessage(peer.CallId, peer.From, peer.Kind, peer.Payload));
                break;
            case ServerFrame.Answer answer:
                Find(answer.CallId, answer.CommandId)?.Complete(answer.Result);
                break;
            case ServerFrame.Error { InReplyTo: { } id, CallId: { } callId } error when Find(callId, id) is { } pending:
                pending.Complete(LineFaults.ResultOf(error));
                break;
            case ServerFrame.Error { Code: WireErrorCode.AuthenticationFailed }:
                CompleteRenewal(frame);
                break;
            case ServerFrame.Renewed:
                CompleteRenewal(frame);
                break;
            case ServerFrame.Error error:
                LogRefused(_logger, error.Code, error.Message);
                break;
        }
    }

    /// <summary>Tries until it is restored, refused, disposed, or out of grace.</summary>
    private async Task<LineLink?> ComeBackAsync(string epoch)
    {
        using var grace = new CancellationTokenSource(_options.GracePeriod, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_disposing.Token, grace.Token);
        var reason = "no attempt was made";
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await Task.Delay(_backoff.Delay(attempt), _time, either.Token).ConfigureAwait(false);
                var link = await _handshake.RunAsync(Hello(new ResumePoint(epoch, _cursor)), either.Token).ConfigureAwait(false);
                Adopt(link);
                Say(new LineSignal.Restored(link.Welcome.Resumed));
                if (!link.Welcome.Resumed)
                {
                    Say(new LineSignal.Snapshot(link.Welcome.Snapshot ?? []));
                }

                return link;
            }
            catch (HandshakeException failure) when (failure.Code == WireErrorCode.AuthenticationFailed && TryFallBack())
            {
                reason = failure.Message;
            }
            catch (HandshakeException failure)
            {
                LineCloseCause? cause = failure.Code switch
                {
                    WireErrorCode.AuthenticationFailed => LineCloseCause.AuthExpired,
                    WireErrorCode.UnsupportedVersion => LineCloseCause.EndedByServer,
                    _ => failure.Bye is { } bye ? LineFaults.FinalCause(bye) : null,
                };
                if (cause is { } final)
                {
                    Close(final, failure.Message);
                    return null;
                }

                reason = failure.Message;
            }
            catch (OperationCanceledException)
            {
                if (!_disposing.IsCancellationRequested)
                {
                    Close(LineCloseCause.ConnectionLost, reason);
                }

                return null;
            }
        }
    }

    /// <summary>The link is gone: what waits in its queue never left, what had left waits for the next one.</summary>
    private void Release()
    {
        lock (_gate)
        {
            _link = null;
            _renewal?.TrySetCanceled(CancellationToken.None);
            _renewal = null;
            foreach (var pending in _pending.Values.ToList())
            {
                if (pending.TryWithdraw(LineFaults.Down))
                {
                    _pending.Remove(pending.Key);
                }
            }
        }
    }

    private void Close(LineCloseCause cause, string reason)
    {
        AbandonAll();
        _watch.Dispose();
        LogClosed(_logger, Self.UserId, cause, reason);
        lock (_speaking)
        {
            Say(new LineSignal.Closed(cause, new ProviderFault("lineClosed", reason)));
            _silent = true;
        }
    }

    private void AbandonAll()
    {
        lock (_gate)
        {
            _closed = true;
            foreach (var pending in _pending.Values)
            {
                pending.Abandon(LineFaults.Closed);
            }

            _pending.Clear();
        }
    }

    private PendingCommand? Find(string callId, string commandId)
    {
        lock (_gate)
        {
            return _pending.GetValueOrDefault((callId, commandId));
        }
    }

    private void Say(LineSignal signal) => Say(() => _observer.OnSignal(signal));

    private void Say(PeerMessage message) => Say(() => PeerMessageReceived?.Invoke(message));

    private void Say(Action call)
    {
        lock (_speaking)
        {
            if (_silent)
            {
                return;
            }

            try
            {
                call();
            }
            catch (Exception broken)
            {
                // Who listens must not throw; if it does, the line goes on for the others (rule CALL-114).
                LogListenerFailed(_logger, broken);
            }
        }
    }

    private async Task ShutDownAsync()
    {
        // Not under the caller's locks.
        await Task.Yield();
        LineLink? link;
        lock (_gate)
        {
            _closed = true;
            _watch.Dispose();
            link = _link;
            _link = null;
            link?.TrySend(new ClientFrame.Leave());
        }

        if (link is not null)
        {
            try
            {
                await SayFarewellAsync(link).WaitAsync(_options.CloseTimeout, _time).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                // The server will notice by itself.
            }
        }

        await _disposing.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        AbandonAll();
        if (Media is IAsyncDisposable media)
        {
            await media.DisposeAsync().ConfigureAwait(false);
        }

        _records.Dispose();
        _disposing.Dispose();
    }

    /// <summary>
    /// Until the server has closed its side. Whoever lets go of a connection with something in it that he has not read makes the network throw away
    /// what the other side has not read, and that is the farewell.
    /// </summary>
    private async Task SayFarewellAsync(LineLink link)
    {
        await link.FlushAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
    }

    [LoggerMessage(1, LogLevel.Information, "The line of {User} was interrupted: {Reason}")]
    private static partial void LogInterrupted(ILogger logger, string user, string reason);

    [LoggerMessage(2, LogLevel.Warning, "The line of {User} is closed, {Cause}: {Reason}")]
    private static partial void LogClosed(ILogger logger, string user, LineCloseCause cause, string reason);

    [LoggerMessage(3, LogLevel.Debug, "A message of type '{Type}' was not understood: {Reason}")]
    private static partial void LogIgnored(ILogger logger, string type, string reason);

    [LoggerMessage(4, LogLevel.Debug, "The server refused a message, {Code}: {Reason}")]
    private static partial void LogRefused(ILogger logger, WireErrorCode code, string reason);

    [LoggerMessage(5, LogLevel.Error, "A listener of the line failed.")]
    private static partial void LogListenerFailed(ILogger logger, Exception failure);
}
