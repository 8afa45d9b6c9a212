using System.Text;
using System.Text.Json;
using Calling.Providers;
using Calling.Signaling.Wire;
using Microsoft.Extensions.Logging;

namespace Calling.Server.Connections;

// What a signed-in device may ask.
internal sealed partial class DeviceConnection
{
    private async ValueTask HandleAsync(ClientFrame frame)
    {
        switch (frame)
        {
            case ClientFrame.Submit(var command):
                await SubmitAsync(command);
                break;
            case ClientFrame.Relay relay:
                Relay(relay);
                break;
            case ClientFrame.Acknowledge { Cursor: >= 0 } acknowledge:
                _server.Exchange.Acknowledge(Device, acknowledge.Cursor);
                break;
            case ClientFrame.Acknowledge:
                Refuse(new ServerFrame.Error(WireErrorCode.InvalidMessage, "A cursor is not negative."));
                break;
            case ClientFrame.AskSnapshot:
                Send(new ServerFrame.State(_server.Exchange.Snapshot(Device)));
                break;
            case ClientFrame.Renew renew:
                await RenewAsync(renew);
                break;
            case ClientFrame.Leave:
                _signedOut = true;
                _channel.Finish(CloseCodes.Normal);
                break;
            default:
                Refuse(new ServerFrame.Error(WireErrorCode.UnexpectedMessage, "The device is signed in already."));
                break;
        }
    }

    private async ValueTask SubmitAsync(CallCommand command)
    {
        var type = JsonNamingPolicy.CamelCase.ConvertName(command.GetType().Name);
        var callees = command switch
        {
            CallCommand.PlaceCall place => place.Callees,
            CallCommand.InviteUsers invite => invite.Callees,
            _ => [],
        };
        if (command is CallCommand.PlaceCall or CallCommand.InviteUsers && !_server.Limits.MayPlace(Device.UserId))
        {
            _server.Metrics.Refused("calls");
            Answer(new CommandResult.Refused(RefusalCode.RateLimited, Message: "Too many calls were placed."));
            return;
        }

        if (callees.Count > 0 && !_server.Limits.Callees.TryRing(Device.UserId, callees))
        {
            _server.Metrics.Refused("callees");
            Answer(new CommandResult.Refused(RefusalCode.RateLimited, Message: "Too many different users were called."));
            return;
        }

        try
        {
            Answer(await _server.Exchange.SubmitAsync(Device, command));
        }
        catch (Exception failure)
        {
            LogCommandFailed(_server.Logger, failure, type, Device);
            _server.Metrics.Command(type, "failed");
            Send(new ServerFrame.Error(WireErrorCode.Failed, "The server failed; ask how the call stands.")
            {
                InReplyTo = command.CommandId,
                CallId = command.CallId,
            });
        }

        void Answer(CommandResult result)
        {
            _server.Metrics.Command(type, result is CommandResult.Refused refused ? refused.Code.ToString() : "done");
            Send(new ServerFrame.Answer(command.CallId, command.CommandId, result));
        }
    }

    private void Relay(ClientFrame.Relay relay)
    {
        if (Problem(relay) is { } problem)
        {
            Fail(WireErrorCode.InvalidMessage, problem);
        }
        else if (!_server.Exchange.AreConnected(relay.CallId, Device, relay.To))
        {
            // Alike for no such call, no such device, not answered yet (rules CALL-090, CALL-113).
            Fail(WireErrorCode.NotAllowed, "The two devices are not both in this call.");
        }
        else if (!_server.Devices.TryGet(relay.To, out var peer)
            || !peer.TryRelay(new ServerFrame.Relayed(relay.CallId, Device, relay.Kind, relay.Payload)))
        {
            Fail(WireErrorCode.PeerUnavailable, "The peer's connection is down.");
        }

        void Fail(WireErrorCode code, string message) => Refuse(new ServerFrame.Error(code, message)
        {
            InReplyTo = WireProtocol.IsId(relay.Id) ? relay.Id : null,
            CallId = WireProtocol.IsId(relay.CallId) ? relay.CallId : null,
        });
    }

    private string? Problem(ClientFrame.Relay relay)
    {
        if (relay.Kind.Length is 0 or > WireProtocol.MaxKindLength)
        {
            return $"A kind has 1 to {WireProtocol.MaxKindLength} characters.";
        }

        return Encoding.UTF8.GetByteCount(relay.Payload) > _server.Options.MaxPeerPayloadBytes
            ? $"A payload has at most {_server.Options.MaxPeerPayloadBytes} bytes of UTF-8."
            : null;
    }

    [LoggerMessage(4, LogLevel.Error, "The command {Type} of {Device} failed.")]
    private static partial void LogCommandFailed(ILogger logger, Exception failure, string type, CallParty device);
}
