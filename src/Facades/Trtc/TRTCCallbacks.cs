using System.Runtime.CompilerServices;
using Calling.Facades;
using Microsoft.Extensions.Logging;

namespace Calling.Trtc;

/// <summary>How Calling's events become the delegate's callbacks.</summary>
internal sealed class TRTCCallbacks : IDisposable
{
    private readonly ConditionalWeakTable<ICallSession, TRTCCall> _calls = [];
    private readonly ICallClient _client;
    private readonly ILogger _logger;
    private readonly CallWatch _watch;

    public TRTCCallbacks(ICallClient client, ILogger logger)
    {
        (_client, _logger) = (client, logger);
        _watch = new CallWatch(client, OnClient, OnCall, OnFault);
    }

    /// <summary>Is told; the last one that was set.</summary>
    public ITRTCCallingDelegate? Delegate { get; set; }

    /// <summary>A call has connected.</summary>
    public Action<ICallSession>? Connected { get; init; }

    /// <summary>A call is over, before the delegate is told.</summary>
    public Action<ICallSession>? IsOver { get; init; }

    /// <summary>Of two calls that crossed the second one goes on.</summary>
    public Action<ICallSession, ICallSession>? IsReplaced { get; init; }

    public TRTCCall Of(ICallSession session) => _calls.GetOrCreateValue(session);

    public void Start() => _watch.Start();

    public void Follow(ICallSession session) => _watch.Follow(session);

    /// <summary>Has something of the app's happen in its turn.</summary>
    public void Post(Action turn) => _watch.Post(turn);

    public void Fail(TRTCErrorCode code, string message) => Tell(to => to.OnError(code, message));

    public void Dispose() => _watch.Dispose();

    private static CallType TypeOf(CallMedia media) => media == CallMedia.Video ? CallType.Video : CallType.Audio;

    private void OnClient(CallClientEvent item)
    {
        if (item is CallClientEvent.IncomingCall(var session))
        {
            var call = session.Snapshot;
            Tell(to => to.OnInvited(
                call.InvitedBy ?? call.Caller, call.IsGroup ? call.Callees : [], !string.IsNullOrEmpty(call.GroupId), TypeOf(call.Media)));
        }
        else if (item is CallClientEvent.StateChanged(
            CallClientState.SignedOut, { } reason and not (SignedOutReason.LoggedOut or SignedOutReason.LoginFailed)))
        {
            Fail(TRTCErrors.CodeOf(reason), $"Signed out: {reason}.");
        }
    }

    private void OnCall(ICallSession session, CallEvent item)
    {
        var call = Of(session);
        switch (item)
        {
            case CallEvent.Snapshot(var now):
                if (now.State is CallState.Connected or CallState.Reconnecting)
                {
                    Connected?.Invoke(session);
                }

                foreach (var past in now.Past())
                {
                    OnCall(session, past);
                }

                break;
            case CallEvent.StateChanged(_, CallState.Connected):
                Connected?.Invoke(session);
                break;
            case CallEvent.ParticipantInvited(var user, var inviter):
                call.Inviters[user] = inviter;
                Invited(session, call, inviter);
                break;
            case CallEvent.ParticipantResponded(var user, var response, _):
                Responded(session, user, response);
                break;
            case CallEvent.ParticipantJoined(var user, var media):
                Tell(to => to.OnUserEnter(user));
                call.Media.Remove(user);
                Sends(call, user, media);
                break;
            case CallEvent.ParticipantMediaChanged(var user, var media) when call.Media.ContainsKey(user):
                Sends(call, user, media);
                break;
            case CallEvent.ParticipantLeft(var user, _):
                call.Media.Remove(user);
                Tell(to => to.OnUserLeave(user));
                break;
            case CallEvent.AudioLevels(var levels):
                foreach (var (user, level) in levels)
                {
                    Tell(to => to.OnUserVoiceVolume(user, level));
                }

                break;
            case CallEvent.Warning(CallWarningCode.CameraUnavailable or CallWarningCode.MicrophoneUnavailable, var message):
                Fail(TRTCErrorCode.DeviceUnavailable, message);
                break;
            case CallEvent.Warning(CallWarningCode.Provider, var message):
                Fail(TRTCErrorCode.Failed, message);
                break;
            case CallEvent.Ended(var end):
                Ended(session, end);
                break;
        }
    }

    private void Invited(ICallSession session, TRTCCall call, string? inviter)
    {
        string[] open = [.. session.Snapshot.Participants
            .Where(p => p.State is ParticipantState.Invited or ParticipantState.Ringing).Select(p => p.UserId)];
        if (inviter != _client.UserId && !open.SequenceEqual(call.Invitees))
        {
            call.Invitees = open;
            Tell(to => to.OnGroupCallInviteeListUpdate(open));
        }
    }

    /// <summary>The vendor tells who invited, and nobody else.</summary>
    private void Responded(ICallSession session, string user, CallResponse response)
    {
        bool isMine = Of(session).Inviters.TryGetValue(user, out string? inviter)
            ? inviter == _client.UserId
            : session.Snapshot.Direction == CallDirection.Outgoing;
        if (!isMine)
        {
            return;
        }

        switch (CallActions.Of(response))
        {
            case CallAction.Reject:
                Tell(to => to.OnReject(user));
                break;
            case CallAction.LineBusy:
                Tell(to => to.OnLineBusy(user));
                break;
            case CallAction.Timeout:
                Tell(to => to.OnNoResp(user));
                break;
        }
    }

    private void Sends(TRTCCall call, string user, MediaState media)
    {
        var former = call.Media.GetValueOrDefault(user);
        call.Media[user] = media;
        if (former.MicrophoneOn != media.MicrophoneOn)
        {
            Tell(to => to.OnUserAudioAvailable(user, media.MicrophoneOn));
        }

        if (former.CameraOn != media.CameraOn)
        {
            Tell(to => to.OnUserVideoAvailable(user, media.CameraOn));
        }
    }

    private void Ended(ICallSession session, CallEnd end)
    {
        var call = session.Snapshot;
        if (SurvivorOf(session, call) is { } survivor)
        {
            // Only where the app set Glare to Connect: of two calls that cross one goes on, and nothing has ended for the app.
            IsReplaced?.Invoke(session, survivor);
            _watch.Follow(survivor);
            return;
        }

        // First, as the app may open the camera for its next call when it is told.
        IsOver?.Invoke(session);
        var action = CallActions.Of(end.Reason, call.Direction);
        switch (action)
        {
            case CallAction.Unknown:
                return;
            case CallAction.Cancel:
                Tell(to => to.OnCallingCancel(end.EndedBy ?? call.Caller));
                break;
            case CallAction.Timeout:
                Tell(to => to.OnCallingTimeOut());
                break;
            case CallAction.Reject:
                Tell(to => to.OnReject(_client.UserId ?? ""));
                break;
            case CallAction.Error:
                Fail(TRTCErrorCode.Failed, $"The call ended: {end.Reason}. {end.ProviderMessage}".TrimEnd());
                break;
        }

        if (action is CallAction.Reject or CallAction.Error or CallAction.End)
        {
            Tell(to => to.OnCallEnd());
        }
    }

    /// <summary>The call of the very user whom this one was for; whatever else takes a call's place is a call of its own, which rang or was placed.</summary>
    private static ICallSession? SurvivorOf(ICallSession session, CallSnapshot call) =>
        call is { Direction: CallDirection.Outgoing, IsGroup: false, Callees: [var callee] }
        && session.ReplacedBy is { } other && other.Snapshot is { Direction: CallDirection.Incoming, Caller: var caller } && caller == callee
            ? other
            : null;

    private void OnFault(Exception error)
    {
        _logger.HandlerThrew(error);
        Fail(TRTCErrorCode.Failed, error.Message);
    }

    private void Tell(Action<ITRTCCallingDelegate> what)
    {
        if (Delegate is not { } to)
        {
            return;
        }

        try
        {
            what(to);
        }
        catch (Exception error)
        {
            _logger.HandlerThrew(error);
            TellOfThrow(to, error);
        }
    }

    private void TellOfThrow(ITRTCCallingDelegate to, Exception thrown)
    {
        try
        {
            to.OnError(TRTCErrorCode.Failed, $"The delegate threw: {thrown.Message}");
        }
        catch (Exception error)
        {
            _logger.HandlerThrew(error);
        }
    }
}
