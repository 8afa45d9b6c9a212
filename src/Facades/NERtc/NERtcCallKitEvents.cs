using System.Runtime.CompilerServices;
using Calling.Facades;
using Microsoft.Extensions.Logging;

namespace Calling.NERtc;

/// <summary>What <see cref="NERtcCallKit"/> tells, and how Calling's events become it. Vendor: NERtcCallKitDelegate.</summary>
public abstract class NERtcCallKitEvents
{
    private readonly ConditionalWeakTable<ICallSession, NERtcCall> _calls = [];
    private readonly ICallClient _client;
    private readonly ILogger _logger;

    private protected NERtcCallKitEvents(ICallClient client, ILogger logger)
    {
        (_client, _logger) = (client, logger);
        Watch = new CallWatch(client, OnClient, OnCall, OnFault);
    }

    /// <summary>A call rings here. Vendor: onInvited.</summary>
    public event EventHandler<NERtcInvitation>? OnInvited;

    /// <summary>To the caller: this user is in another call. Vendor: onUserBusy.</summary>
    public event EventHandler<string>? OnUserBusy;

    /// <summary>To a callee: this user, the caller, has given up. Vendor: onUserCancel.</summary>
    public event EventHandler<string>? OnUserCancel;

    /// <summary>To the caller: this user has answered. Vendor: onUserAccept.</summary>
    public event EventHandler<string>? OnUserAccept;

    /// <summary>This user's media is connected. Vendor: onUserEnter.</summary>
    public event EventHandler<string>? OnUserEnter;

    /// <summary>To the caller: this user has declined. Vendor: onUserReject.</summary>
    public event EventHandler<string>? OnUserReject;

    /// <summary>This user has left the call. Vendor: onUserLeave.</summary>
    public event EventHandler<string>? OnUserLeave;

    /// <summary>This user was lost. Vendor: onUserDisconnect.</summary>
    public event EventHandler<string>? OnUserDisconnect;

    /// <summary>This user's own connection was lost, and the call is over. Vendor: onDisconnect.</summary>
    public event EventHandler<string>? OnDisconnect;

    /// <summary>Another user began or ceased to send sound. Vendor: onAudioAvailable.</summary>
    public event EventHandler<NERtcAvailability>? OnAudioAvailable;

    /// <summary>Another user began or ceased to send pictures. Vendor: onCameraAvailable.</summary>
    public event EventHandler<NERtcAvailability>? OnCameraAvailable;

    /// <summary>Another user muted sound or let it be heard again. Vendor: onAudioMuted.</summary>
    public event EventHandler<NERtcMute>? OnAudioMuted;

    /// <summary>Another user muted pictures or let them be seen again. Vendor: onVideoMuted.</summary>
    public event EventHandler<NERtcMute>? OnVideoMuted;

    /// <summary>The first picture of this user can be seen. Vendor: onFirstVideoFrameDecoded.</summary>
    public event EventHandler<string>? OnFirstVideoFrameDecoded;

    /// <summary>Somebody else, or the vendor's service, ended the call; not raised for one's own hangup. Vendor: onCallEnd.</summary>
    public event EventHandler? OnCallEnd;

    /// <summary>Nobody answered in time; to both sides. Vendor: onCallingTimeOut.</summary>
    public event EventHandler? OnCallingTimeOut;

    /// <summary>The call changes between audio and video. Vendor: onCallTypeChange.</summary>
    public event EventHandler<NERtcTypeChange>? OnCallTypeChange;

    /// <summary>Another device of this user answered; <see cref="OnError"/> says 2001, too. Vendor: onOtherClientAccept.</summary>
    public event EventHandler? OnOtherClientAccept;

    /// <summary>Another device of this user declined; <see cref="OnError"/> says 2002, too. Vendor: onOtherClientReject.</summary>
    public event EventHandler? OnOtherClientReject;

    /// <summary>To the caller of a call of two, once it is over: what goes into the chat. Vendor: onMessageSent.</summary>
    public event EventHandler<NERtcBill>? OnMessageSent;

    /// <summary>Something failed that no method is waiting for. Vendor: onError.</summary>
    public event EventHandler<NERtcException>? OnError;

    private protected CallWatch Watch { get; }

    private static NERtcCallType TypeOf(CallMedia media) => media == CallMedia.Video ? NERtcCallType.Video : NERtcCallType.Audio;

    private static bool IsOwn(CallEndReason reason)
        => reason is CallEndReason.LocalHangUp or CallEndReason.LocalCancel or CallEndReason.LocalReject or CallEndReason.LoggedOut;

    private protected NERtcCall Of(ICallSession session) => _calls.GetValue(session, static _ => new NERtcCall());

    /// <summary>The call is over, and not by this user's own act, whose method takes care. Comes before the app is told.</summary>
    private protected abstract void OnEndedByOthers();

    private void OnClient(CallClientEvent item)
    {
        if (item is CallClientEvent.IncomingCall(var session))
        {
            var call = session.Snapshot;
            string inviter = call.InvitedBy ?? call.Caller;
            Raise(OnInvited, new NERtcInvitation(
                inviter, [.. call.Callees.Except([inviter])], call.IsGroup, call.GroupId, TypeOf(call.Media), call.Attachment));
        }
        else if (item is CallClientEvent.StateChanged(
            CallClientState.SignedOut, { } reason and not (SignedOutReason.LoggedOut or SignedOutReason.LoginFailed)))
        {
            Fail(NERtcErrorCode.Common, $"Signed out: {reason}.");
        }
    }

    private void OnCall(ICallSession session, CallEvent item)
    {
        var call = Of(session);
        if (!call.IsOver && session.Snapshot.End is { } over)
        {
            // Before the app is told: the view that it sets from then on is the next call's.
            call.IsOver = true;
            if (!IsOwn(over.Reason))
            {
                OnEndedByOthers();
            }
        }

        switch (item)
        {
            case CallEvent.Snapshot(var now):
                foreach (var past in now.Past())
                {
                    OnCall(session, past);
                }

                break;
            case CallEvent.ParticipantResponded(var user, var response, _):
                Responded(session, user, response);
                break;
            case CallEvent.ParticipantJoined(var user, var media):
                call.Media[user] = default;
                Raise(OnUserEnter, user);
                Sends(call, user, media, isNew: true);
                break;
            case CallEvent.ParticipantMediaChanged(var user, var media) when call.Media.ContainsKey(user):
                Sends(call, user, media, isNew: false);
                break;
            case CallEvent.ParticipantLeft(var user, var reason):
                call.Media.Remove(user);
                Raise(
                    reason is CallEndReason.PeerLost or CallEndReason.ConnectionLost or CallEndReason.ConnectFailed ? OnUserDisconnect : OnUserLeave,
                    user);
                break;
            case CallEvent.FirstVideoFrame(var user):
                Raise(OnFirstVideoFrameDecoded, user);
                break;
            case CallEvent.MediaRequested(_, _, var media):
                Raise(OnCallTypeChange, new NERtcTypeChange(TypeOf(media), NERtcSwitchState.Invite));
                break;
            case CallEvent.MediaChanged(var media, _):
                Raise(OnCallTypeChange, new NERtcTypeChange(TypeOf(media), NERtcSwitchState.Agree));
                break;
            case CallEvent.MediaRequestClosed(var request, _) when request != call.Declined:
                Raise(OnCallTypeChange, new NERtcTypeChange(NERtcCallType.Video, NERtcSwitchState.Reject));
                break;
            case CallEvent.Warning(CallWarningCode.CameraUnavailable or CallWarningCode.MicrophoneUnavailable or CallWarningCode.Provider, var message):
                Fail(NERtcErrorCode.Common, message);
                break;
            case CallEvent.Ended(var end):
                Ended(session, end);
                break;
        }
    }

    private void Responded(ICallSession session, string user, CallResponse response)
    {
        if (session.Snapshot.Direction == CallDirection.Outgoing || Of(session).Invited.ContainsKey(user))
        {
            Raise(response switch
            {
                CallResponse.Accepted => OnUserAccept,
                CallResponse.Rejected => OnUserReject,
                CallResponse.Busy => OnUserBusy,
                _ => null,
            }, user);
        }
    }

    private void Sends(NERtcCall call, string user, MediaState media, bool isNew)
    {
        var former = call.Media.GetValueOrDefault(user);
        call.Media[user] = media;
        if (former.MicrophoneOn != media.MicrophoneOn)
        {
            Raise(OnAudioAvailable, new NERtcAvailability(user, media.MicrophoneOn));
            Raise(isNew ? null : OnAudioMuted, new NERtcMute(user, !media.MicrophoneOn));
        }

        if (former.CameraOn != media.CameraOn)
        {
            Raise(OnCameraAvailable, new NERtcAvailability(user, media.CameraOn));
            Raise(isNew ? null : OnVideoMuted, new NERtcMute(user, !media.CameraOn));
        }
    }

    private void Ended(ICallSession session, CallEnd end)
    {
        if (session.ReplacedBy is { } survivor)
        {
            // Only where Glare is Connect: of two calls that cross one goes on, and nothing has ended for the app.
            Watch.Follow(survivor);
            return;
        }

        var call = session.Snapshot;
        switch (end.Reason)
        {
            case var reason when IsOwn(reason):
                // The vendor does not echo one's own acts.
                break;
            case CallEndReason.RemoteReject or CallEndReason.Busy when !call.IsGroup:
                // The user's own response has said so.
                break;
            case CallEndReason.NoAnswer:
                Raise(OnCallingTimeOut);
                break;
            case CallEndReason.RemoteCancel:
                Raise(OnUserCancel, end.EndedBy ?? call.Caller);
                break;
            case CallEndReason.AnsweredElsewhere:
                Raise(OnOtherClientAccept);
                Fail(NERtcErrorCode.OtherClientAccept, "Another device of this user answered.");
                break;
            case CallEndReason.RejectedElsewhere:
                Raise(OnOtherClientReject);
                Fail(NERtcErrorCode.OtherClientReject, "Another device of this user declined.");
                break;
            case CallEndReason.ConnectionLost:
                Raise(OnDisconnect, _client.UserId ?? "");
                break;
            case CallEndReason.Unreachable or CallEndReason.ConnectFailed or CallEndReason.Failed or CallEndReason.AuthExpired:
                Fail(
                    end.Reason == CallEndReason.Unreachable ? NERtcErrorCode.PeerOffline : NERtcErrorCode.Common,
                    $"The call ended: {end.Reason}. {end.ProviderMessage}");
                Raise(OnCallEnd);
                break;
            default:
                Raise(OnCallEnd);
                break;
        }

        if (call is { Direction: CallDirection.Outgoing, IsGroup: false } && Of(session).SendsBill
            && NERtcBill.StatusOf(call, end.Reason) is { } status)
        {
            Raise(OnMessageSent, new NERtcBill(call.Caller, call.Callees[0], call.CallId, TypeOf(call.Media), status, end.Duration));
        }
    }

    private void Fail(NERtcErrorCode code, string message) => Raise(OnError, new NERtcException(code, message));

    private void OnFault(Exception error)
    {
        _logger.HandlerThrew(error);
        Fail(NERtcErrorCode.Common, error.Message);
    }

    private void Raise<T>(EventHandler<T>? handlers, T args)
    {
        foreach (var handler in Delegate.EnumerateInvocationList(handlers))
        {
            Guard(() => handler(this, args), isError: args is NERtcException);
        }
    }

    private void Raise(EventHandler? handlers)
    {
        foreach (var handler in Delegate.EnumerateInvocationList(handlers))
        {
            Guard(() => handler(this, EventArgs.Empty), isError: false);
        }
    }

    private void Guard(Action handler, bool isError)
    {
        try
        {
            handler();
        }
        catch (Exception error)
        {
            _logger.HandlerThrew(error);
            if (!isError)
            {
                Raise(OnError, new NERtcException(NERtcErrorCode.Common, $"A handler threw: {error.Message}", error));
            }
        }
    }
}
