using Calling.Providers;
using Calling.Server.Authentication;
using Calling.Signaling.Wire;
using Microsoft.Extensions.Logging;

namespace Calling.Server.Connections;

// From hello to welcome, and the token's life after it.
internal sealed partial class DeviceConnection
{
    /// <summary>The same words for every reason: a refusal teaches nothing.</summary>
    private const string RefusedMessage = "The sign-in was refused.";

    private async ValueTask GreetAsync(WireDecoded<ClientFrame> decoded)
    {
        if (decoded.Error is { } error)
        {
            _server.Metrics.Refused(error.Code.ToString());
            _channel.Finish(CloseCodes.Malformed, error);
        }
        else if (decoded.Frame is not ClientFrame.Hello hello)
        {
            Expel(WireErrorCode.UnexpectedMessage, "The first message must be a hello.", CloseCodes.Malformed);
        }
        else if (!hello.Versions.Contains(WireProtocol.Version))
        {
            Expel(
                WireErrorCode.UnsupportedVersion, $"This server speaks version {WireProtocol.Version}.", CloseCodes.UnsupportedVersion);
        }
        else if (_server.Authenticator.Authenticate(hello.Token, _host) is not { } who)
        {
            Expel(WireErrorCode.AuthenticationFailed, RefusedMessage, CloseCodes.AuthenticationFailed);
        }
        else
        {
            Device = new CallParty(who.UserId, Authenticator.DeviceOf(who, hello.Device));
            await AttachAsync(hello, who);
        }
    }

    private async ValueTask AttachAsync(ClientFrame.Hello hello, SignedIn who)
    {
        // Held before anybody can find this connection: who comes after it waits until it has let go of who came before.
        await _attaching.WaitAsync();
        try
        {
            if (!_server.Devices.TryAdd(this, hello.Sole || _server.Options.SingleDevice, out var former))
            {
                Expel(WireErrorCode.TooManyConnections, "The user has too many devices connected.", CloseCodes.TooManyConnections);
                return;
            }

            _who = who;
            if (former is not null)
            {
                await former.SupersedeAsync();
            }

            if (_channel.IsFinishing)
            {
                return;
            }

            var attachment = await _server.Exchange.AttachAsync(Device, this, hello.Resume?.Epoch, hello.Resume?.Cursor ?? 0, hello.Sole);
            _attached = true;
            Watch(who);
            lock (_order)
            {
                _channel.TrySend(new ServerFrame.Welcome(
                    WireProtocol.Version, Device.UserId, Device.DeviceId, attachment.Epoch, attachment.Cursor, attachment.Resumed, _server.WireLimits)
                {
                    Snapshot = attachment.Snapshot,
                    TokenExpiresIn = Remaining(who),
                    Server = CallingServer.Product,
                });
                foreach (var frame in _early)
                {
                    _channel.TrySend(frame);
                }

                _early.Clear();
                _welcomed = true;
            }

            LogSignedIn(_server.Logger, Device, attachment.Resumed);
        }
        finally
        {
            if (!_attached)
            {
                _server.Devices.Remove(this);
            }

            _attaching.Release();
        }
    }

    private async ValueTask RenewAsync(ClientFrame.Renew renew)
    {
        if (_server.Authenticator.Authenticate(renew.Token, host: null) is not { } who
            || who.UserId != Device.UserId
            || (who.DeviceId is not null && who.DeviceId != Device.DeviceId))
        {
            Refuse(new ServerFrame.Error(WireErrorCode.AuthenticationFailed, RefusedMessage));
            return;
        }

        if (_expiry is not null)
        {
            await _expiry.DisposeAsync();
        }

        _who = who;
        Watch(who);
        Send(new ServerFrame.Renewed { TokenExpiresIn = Remaining(who) });
    }

    /// <summary>When the token runs out the device is signed out: a grace period is for lost connections (rule CALL-004).</summary>
    private void Watch(SignedIn who) => _expiry = Remaining(who) is { } remaining
        ? _server.Time.CreateTimer(_ => EndExpired(), null, remaining, Timeout.InfiniteTimeSpan)
        : null;

    private void EndExpired()
    {
        _signedOut = true;
        SayFarewell(ByeCause.AuthExpired);
    }

    /// <summary>As long as the same token would still sign a device in.</summary>
    private TimeSpan? Remaining(SignedIn who) => who.Expires is { } expires
        ? TimeSpan.FromTicks(Math.Max(0, (expires + _server.Options.ClockSkew - _server.Time.GetUtcNow()).Ticks))
        : null;

    [LoggerMessage(3, LogLevel.Information, "{Device} signed in (resumed: {Resumed}).")]
    private static partial void LogSignedIn(ILogger logger, CallParty device, bool resumed);
}
