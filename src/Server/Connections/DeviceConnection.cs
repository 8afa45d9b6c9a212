using System.Net;
using System.Net.WebSockets;
using System.Security.Claims;
using Calling.Providers;
using Calling.Server.Authentication;
using Calling.Server.Limits;
using Calling.Signaling;
using Calling.Signaling.Wire;
using Microsoft.Extensions.Logging;

namespace Calling.Server.Connections;

/// <summary>One connection, from its first byte to its last. What it may not do it is told, and nobody else feels it.</summary>
internal sealed partial class DeviceConnection : IDeviceReceiver, IDisposable
{
    /// <summary>How often it may be over the limits before it is closed.</summary>
    private static readonly RateLimit PatienceLimit = new() { Burst = 100, PerSecond = 10 };

    private readonly CallingServer _server;
    private readonly SocketChannel _channel;
    private readonly IPAddress _address;
    private readonly ClaimsPrincipal _host;
    private readonly TokenBucket _patience;

    /// <summary>Held while attaching: who takes this device over waits until it is known whether there is something to detach.</summary>
    private readonly SemaphoreSlim _attaching = new(1);
    private bool _attached;
    private bool _superseded;

    /// <summary>Guards the order of the welcome and what comes after it.</summary>
    private readonly Lock _order = new();
    private readonly List<ServerFrame> _early = [];
    private bool _welcomed;

    private SignedIn? _who;
    private bool _signedOut;
    private ITimer? _expiry;

    public DeviceConnection(CallingServer server, WebSocket socket, IPAddress address, ClaimsPrincipal host)
    {
        (_server, _address, _host, Since) = (server, address, host, server.Time.GetUtcNow());
        _channel = new SocketChannel(socket, server.Options, server.Time);
        _patience = new TokenBucket(PatienceLimit, server.Time);
    }

    /// <summary>Whom the server vouches for; set before the connection is registered.</summary>
    public CallParty Device { get; private set; }

    /// <summary>When it came.</summary>
    public DateTimeOffset Since { get; }

    /// <summary>Serves until the end. Never throws.</summary>
    public async Task RunAsync()
    {
        _server.Enter(this);
        var writing = _channel.WriteAsync();
        var deadline = _server.Time.CreateTimer(
            _ => Expel(WireErrorCode.HelloTimeout, "No hello came in time.", CloseCodes.HelloTimeout),
            null,
            _server.Options.HelloTimeout,
            Timeout.InfiniteTimeSpan);
        try
        {
            while (await _channel.ReceiveAsync() is { Kind: not ReceivedKind.Closed } received)
            {
                if (!_channel.IsFinishing)
                {
                    await TakeAsync(received);
                    if (_who is not null)
                    {
                        await deadline.DisposeAsync();
                    }
                }
            }
        }
        catch (Exception broken) when (broken is WebSocketException or OperationCanceledException or IOException)
        {
            LogLost(_server.Logger, Device, broken.Message);
            await _channel.DrainAsync();
        }
        catch (Exception failure)
        {
            LogFailed(_server.Logger, failure, Device);
            _channel.Finish(CloseCodes.InternalError);
        }

        await deadline.DisposeAsync();
        await LeaveAsync();
        _channel.Finish(CloseCodes.Normal);
        await writing;
        _server.Leave(this);
    }

    /// <inheritdoc />
    public void Dispose() => _channel.Dispose();

    /// <inheritdoc />
    public void OnSignal(long sequence, CallSignal signal) => Send(new ServerFrame.Notify(sequence, signal));

    /// <inheritdoc />
    public void OnClosed(LineCloseCause cause) => SayFarewell(cause switch
    {
        LineCloseCause.KickedOffline => ByeCause.KickedOffline,
        LineCloseCause.AuthExpired => ByeCause.AuthExpired,
        _ => _server.IsStopping ? ByeCause.GoingAway : ByeCause.EndedByServer,
    });

    public void SayFarewell(ByeCause cause) => _channel.Finish(
        cause switch
        {
            ByeCause.GoingAway => CloseCodes.GoingAway,
            ByeCause.KickedOffline => CloseCodes.KickedOffline,
            ByeCause.AuthExpired => CloseCodes.AuthExpired,
            _ => CloseCodes.EndedByServer,
        },
        new ServerFrame.Farewell(cause));

    /// <summary>Hands a peer's message on.</summary>
    /// <returns>False if this connection is not ready for it, or ending.</returns>
    public bool TryRelay(ServerFrame.Relayed message)
    {
        lock (_order)
        {
            return _welcomed && _channel.TrySend(message);
        }
    }

    /// <summary>The same device signed in anew: lets go of its inbox, so that nothing is told to the wrong one.</summary>
    public async Task SupersedeAsync()
    {
        SayFarewell(ByeCause.KickedOffline);
        await _attaching.WaitAsync();
        _superseded = true;
        if (_attached)
        {
            _server.Exchange.Detach(Device, this);
        }

        _attaching.Release();
    }

    private async ValueTask TakeAsync(Received received)
    {
        switch (received.Kind)
        {
            case ReceivedKind.Binary:
                _server.Metrics.Refused("binary");
                _channel.Finish(CloseCodes.UnsupportedData);
                return;
            case ReceivedKind.TooBig:
                _server.Metrics.Refused("tooBig");
                _channel.Finish(CloseCodes.TooBig);
                return;
        }

        var decoded = WireCodec.DecodeClient(received.Utf8);
        if (_who is null)
        {
            await GreetAsync(decoded);
        }
        else if (!_server.Limits.MaySend(Device, _address))
        {
            Slow(decoded);
        }
        else if (decoded.Error is { } error)
        {
            Refuse(error);
            if (error.Code == WireErrorCode.Malformed)
            {
                // A conforming client cannot have sent it; what else it means cannot be known.
                _channel.Finish(CloseCodes.Malformed);
            }
        }
        else
        {
            await HandleAsync(decoded.Frame!);
        }
    }

    private void Slow(WireDecoded<ClientFrame> decoded)
    {
        const string Message = "Too many messages.";
        _server.Metrics.Refused("rate");
        if (!_patience.TryTake())
        {
            Expel(WireErrorCode.RateLimited, Message, CloseCodes.RateLimited);
        }
        else if (decoded.Frame is ClientFrame.Submit { Command: var command })
        {
            Send(new ServerFrame.Answer(command.CallId, command.CommandId, new CommandResult.Refused(RefusalCode.RateLimited, Message: Message)));
        }
        else
        {
            var relay = decoded.Frame as ClientFrame.Relay;
            Send(new ServerFrame.Error(WireErrorCode.RateLimited, Message)
            {
                InReplyTo = relay?.Id ?? decoded.Error?.InReplyTo,
                CallId = relay?.CallId ?? decoded.Error?.CallId,
            });
        }
    }

    /// <summary>Sends, after the welcome.</summary>
    private void Send(ServerFrame frame)
    {
        lock (_order)
        {
            if (!_welcomed)
            {
                _early.Add(frame);
                return;
            }

            _channel.TrySend(frame);
        }
    }

    private void Refuse(ServerFrame.Error error)
    {
        _server.Metrics.Refused(error.Code.ToString());
        _channel.TrySend(error);
    }

    private void Expel(WireErrorCode code, string message, int closeCode)
    {
        _server.Metrics.Refused(code.ToString());
        _channel.Finish(closeCode, new ServerFrame.Error(code, message));
    }

    private async Task LeaveAsync()
    {
        if (_expiry is not null)
        {
            await _expiry.DisposeAsync();
        }

        await _attaching.WaitAsync();
        if (_attached && !_superseded)
        {
            _attached = false;
            _server.Devices.Remove(this);
            if (_signedOut)
            {
                await _server.Exchange.SignOutAsync(Device, this);
            }
            else
            {
                _server.Exchange.Detach(Device, this);
            }
        }

        _attaching.Release();
    }

    [LoggerMessage(1, LogLevel.Debug, "The connection of {Device} was lost: {Reason}")]
    private static partial void LogLost(ILogger logger, CallParty device, string reason);

    [LoggerMessage(2, LogLevel.Error, "The connection of {Device} failed.")]
    private static partial void LogFailed(ILogger logger, Exception failure, CallParty device);
}
