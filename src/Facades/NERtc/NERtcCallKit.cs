using Calling.Facades;
using Calling.Media;
using Microsoft.Extensions.Logging.Abstractions;

namespace Calling.NERtc;

/// <summary>NERtcCallKit 1.x on any provider: one kit for each signed-in device, with at most one call at a time.</summary>
/// <remarks>
/// Methods complete as the vendor's completion blocks and Promises do, and fail with <see cref="NERtcException"/>. Events come one after
/// another, on the context of the thread that made the kit; a handler that throws hinders nothing and is told to <see cref="NERtcCallKitEvents.OnError"/>. Methods may be
/// called from any thread and from handlers.
/// </remarks>
public sealed class NERtcCallKit : NERtcCallKitEvents, IAsyncDisposable
{
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(120);
    private readonly ICallClient _client;
    private readonly CallingOptions _settings;
    private readonly NERtcOptions _options;
    private readonly CameraPreview _preview;

    /// <summary>Makes the kit of a client. Vendor: sharedInstance, setupAppKey.</summary>
    /// <param name="client">The client, which stays the app's to dispose.</param>
    /// <param name="options">What is captured; the default devices if null.</param>
    /// <exception cref="ArgumentException">The client does not hand out its <see cref="CallingOptions"/>.</exception>
    public NERtcCallKit(ICallClient client, NERtcOptions? options = null)
        : base(client ?? throw new ArgumentNullException(nameof(client)), options?.Logger ?? NullLogger.Instance)
    {
        (_client, _options) = (client, options ?? new NERtcOptions());
        _settings = client.GetService(typeof(CallingOptions)) as CallingOptions
            ?? throw new ArgumentException("The client does not hand out its CallingOptions.", nameof(client));
        _preview = new CameraPreview(client, _options.VideoSource ?? new VideoSource.Camera());
        Watch.Start();
    }

    /// <summary>Where the kit stands. Vendor: callStatus.</summary>
    public NERtcCallStatus Status => Now().Status;

    /// <summary>
    /// How long calls ring, placed and received ones: seconds, at most 120 or the provider's maximum; what is outside is taken for the nearest
    /// that is allowed. Applies to the next call. Vendor: timeOutSeconds.
    /// </summary>
    public int TimeOutSeconds
    {
        get => (int)_settings.RingTimeout.TotalSeconds;
        set => SetTimeout(TimeSpan.FromSeconds(value));
    }

    /// <summary>The same in milliseconds. Vendor: setCallTimeout.</summary>
    /// <param name="milliseconds">How long; see <see cref="TimeOutSeconds"/>.</param>
    public void SetCallTimeout(int milliseconds) => SetTimeout(TimeSpan.FromMilliseconds(milliseconds));

    /// <summary>Signs in. Vendor: login.</summary>
    /// <param name="account">The user.</param>
    /// <param name="token">The provider's token.</param>
    /// <exception cref="NERtcException">It failed.</exception>
    public Task LoginAsync(string account, string token) => RunAsync(
        NERtcMethod.Media, () => _client.LoginAsync(CallCredential.FromToken(account, token, _options.DeviceId)));

    /// <summary>Signs out; a call ends, without an event here. Vendor: logout.</summary>
    public async Task LogoutAsync()
    {
        await _preview.CloseAsync().ConfigureAwait(false);
        await RunAsync(NERtcMethod.Media, () => _client.LogoutAsync()).ConfigureAwait(false);
    }

    /// <summary>Calls a user. Completes once the call is placed, before it rings. Vendor: call.</summary>
    /// <param name="userId">Whom.</param>
    /// <param name="type">What for.</param>
    /// <param name="attachment">The app's own text for the callee.</param>
    /// <exception cref="NERtcException">20002 to 20004: a call is there.</exception>
    public async Task CallAsync(string userId, NERtcCallType type, string? attachment = null)
        => await PlaceAsync(new CallRequest([userId], MediaOf(type), New(attachment))).ConfigureAwait(false);

    /// <summary>Calls several users into one call. Vendor: groupCall.</summary>
    /// <param name="userIds">Whom.</param>
    /// <param name="type">What for.</param>
    /// <param name="groupId">The app's group, if there is one.</param>
    /// <param name="attachment">The app's own text for the callees.</param>
    /// <exception cref="NERtcException">20002 to 20004: a call is there.</exception>
    public async Task GroupCallAsync(IEnumerable<string> userIds, NERtcCallType type, string? groupId = null, string? attachment = null)
        => await PlaceAsync(
            new CallRequest([.. userIds], MediaOf(type), New(attachment)) { IsGroup = true, GroupId = groupId }).ConfigureAwait(false);

    /// <summary>Rings further users into the group call; those who are in it or ring already are passed over. Vendor: groupInvite.</summary>
    /// <param name="userIds">Whom.</param>
    /// <exception cref="NERtcException">20029, 20031: not in a call. 20032: in a call of two.</exception>
    public async Task GroupInviteAsync(IEnumerable<string> userIds)
    {
        var session = Require(NERtcMethod.GroupInvite, NERtcCallStatus.Calling | NERtcCallStatus.InCall);
        if (!session.Snapshot.IsGroup)
        {
            throw new NERtcException(NERtcErrorCode.GroupInviteOutsideGroup, "The call is one of two.");
        }

        var present = session.Snapshot.Participants.Where(p => p.State != ParticipantState.Gone).Select(p => p.UserId);
        string[] absent = [.. userIds.Except(present).Where(user => user != _client.UserId)];
        if (absent.Length > 0)
        {
            // Their answers may come before the invitation is known to have gone out.
            var invited = Of(session).Invited;
            string[] added = [.. absent.Where(user => invited.TryAdd(user, true))];
            try
            {
                await RunAsync(NERtcMethod.GroupInvite, () => session.InviteAsync(absent)).ConfigureAwait(false);
            }
            catch (NERtcException)
            {
                Array.ForEach(added, user => invited.TryRemove(user, out _));
                throw;
            }
        }
    }

    /// <summary>Takes the call back unless somebody has answered. Vendor: cancel.</summary>
    /// <param name="sendMsg">Whether the bill is told (<see cref="NERtcCallKitEvents.OnMessageSent"/>).</param>
    /// <param name="attachExt">The app's own text for the callees.</param>
    /// <exception cref="NERtcException">20013, 20015: this user calls nobody. 20016: it was answered, and stays up.</exception>
    public async Task CancelAsync(bool sendMsg = true, string? attachExt = null)
    {
        var session = Require(NERtcMethod.Cancel, NERtcCallStatus.Calling);
        var call = Of(session);
        call.SendsBill = sendMsg;
        bool done = false;
        try
        {
            var options = attachExt is null ? null : new CancelOptions { Data = attachExt };
            await EndAsync(NERtcMethod.Cancel, async () => done = await session.TryCancelAsync(options).ConfigureAwait(false)).ConfigureAwait(false);
        }
        finally
        {
            call.SendsBill |= !done;
        }

        if (!done)
        {
            throw NERtcErrors.OfStatus(NERtcMethod.Cancel, NERtcCallStatus.InCall);
        }
    }

    /// <summary>Answers. Completes once this device is the one that answered. Vendor: accept.</summary>
    /// <exception cref="NERtcException">20017, 20018, 20020: nothing rings here. 10408 to 10410: it was over just then.</exception>
    public async Task AcceptAsync()
    {
        var session = Require(NERtcMethod.Accept, NERtcCallStatus.Called);
        var options = new AcceptOptions { AudioSource = _options.AudioSource, VideoSource = _options.VideoSource };
        await RunAsync(NERtcMethod.Accept, () => session.AcceptAsync(options)).ConfigureAwait(false);
    }

    /// <summary>Declines, for all of this user's devices. Vendor: reject.</summary>
    /// <exception cref="NERtcException">20021, 20022, 20024: nothing rings here. 10408 to 10410: it was over just then.</exception>
    public async Task RejectAsync()
    {
        var session = Require(NERtcMethod.Reject, NERtcCallStatus.Called);
        await EndAsync(NERtcMethod.Reject, () => session.RejectAsync()).ConfigureAwait(false);
    }

    /// <summary>Ends the call, a group call that this user placed for everyone; takes it back if nobody has answered. Vendor: hangup.</summary>
    /// <exception cref="NERtcException">20005: no call. 20007: it rings; reject it.</exception>
    public async Task HangupAsync()
    {
        var session = Require(NERtcMethod.Hangup, NERtcCallStatus.Calling | NERtcCallStatus.InCall);
        bool isMine = session.Snapshot is { IsGroup: true, Direction: CallDirection.Outgoing }
            && _client.Provider.Capabilities.HasFlag(CallCapabilities.EndForEveryone);
        await EndAsync(NERtcMethod.Hangup, () => session.HangUpAsync(isMine ? HangUpScope.Everyone : HangUpScope.Self)).ConfigureAwait(false);
    }

    /// <summary>Leaves the call, alone; a call of two ends with it. Vendor: leave.</summary>
    /// <exception cref="NERtcException">20009 to 20011: not in an answered call.</exception>
    public async Task LeaveAsync()
    {
        var session = Require(NERtcMethod.Leave, NERtcCallStatus.InCall);
        await EndAsync(NERtcMethod.Leave, () => session.HangUpAsync()).ConfigureAwait(false);
    }

    /// <summary>
    /// Asks to change between audio and video, or answers such a question; <see cref="NERtcCallKitEvents.OnCallTypeChange"/> tells what became of it. To audio changes
    /// at once. Asking for video completes once the other side has answered. Vendor: switchCallType.
    /// </summary>
    /// <param name="type">What the call is to be for.</param>
    /// <param name="state">Asks, agrees or declines.</param>
    /// <exception cref="NERtcException">20025 to 20027: not in an answered call. 20100: the other user has not entered. 20102: a group call.
    /// 2000: reconnecting, a request for video waits already, or there is none to answer.</exception>
    public async Task SwitchCallTypeAsync(NERtcCallType type, NERtcSwitchState state = NERtcSwitchState.Invite)
    {
        var session = Require(NERtcMethod.SwitchCallType, NERtcCallStatus.InCall);
        if (session.Snapshot.IsGroup)
        {
            throw new NERtcException(NERtcErrorCode.OneToOneOnly, "Only a call of two changes between audio and video.");
        }

        if (session.Snapshot.State == CallState.Connecting)
        {
            throw new NERtcException(NERtcErrorCode.UserNotJoined, "The other user has not entered.");
        }

        if (state == NERtcSwitchState.Invite)
        {
            await RunAsync(NERtcMethod.SwitchCallType, () => session.RequestMediaAsync(MediaOf(type))).ConfigureAwait(false);
            return;
        }

        string request = session.Snapshot.MediaRequest?.RequestId
            ?? throw new NERtcException(NERtcErrorCode.StatusError, "No request to change the call waits.");
        bool agrees = state == NERtcSwitchState.Agree;
        Of(session).Declined = agrees ? null : request;
        await RunAsync(NERtcMethod.SwitchCallType, () => session.AnswerMediaRequestAsync(request, agrees)).ConfigureAwait(false);
    }

    /// <summary>Whether this user is asked before a call changes; by default it is agreed at once. Vendor: enableSwitchCallTypeConfirmVideo:audio:.</summary>
    /// <param name="video">Before audio becomes video.</param>
    /// <param name="audio">Before video becomes audio: cannot be, since everybody may always stop sending pictures (rule CALL-101).</param>
    /// <exception cref="NERtcException">-1: <paramref name="audio"/> is true.</exception>
    public void EnableSwitchCallTypeConfirm(bool video, bool audio)
    {
        if (audio)
        {
            throw new NERtcException(
                NERtcErrorCode.Common, "A change from video to audio needs no consent with Calling and cannot be made to (rule CALL-101).");
        }

        _settings.SwitchConsent = video ? SwitchConsent.Ask : SwitchConsent.Off;
    }

    /// <summary>Shows this user's own picture, from now until the call ends; needs a signed-in user. Vendor: setupLocalView.</summary>
    /// <param name="view">Where; null to stop.</param>
    public Task SetupLocalViewAsync(IVideoSink? view) => RunAsync(NERtcMethod.Media, () => _preview.ShowAsync(view));

    /// <summary>Shows another user, from now or from when the user enters. Vendor: setupRemoteView.</summary>
    /// <param name="view">Where; null to stop.</param>
    /// <param name="userId">Whom.</param>
    /// <exception cref="NERtcException">2000: no call. -1: the provider cannot (capability RawMedia).</exception>
    public void SetupRemoteView(IVideoSink? view, string userId)
    {
        var session = RequireCall();
        try
        {
            Of(session).Views.Show(session, userId, view);
        }
        catch (CallException error)
        {
            throw NERtcErrors.Of(error, NERtcMethod.Media, Status);
        }
    }

    /// <summary>Switches the camera on or off, and the local view with it. Vendor: enableLocalVideo.</summary>
    /// <param name="enable">On.</param>
    /// <exception cref="NERtcException">2000: no call, or an audio call.</exception>
    public async Task EnableLocalVideoAsync(bool enable)
    {
        var session = RequireCall();
        await RunAsync(NERtcMethod.Media, () => session.SetCameraAsync(enable)).ConfigureAwait(false);
        if (session.Snapshot.State != CallState.Ended)
        {
            await RunAsync(NERtcMethod.Media, () => _preview.EnableAsync(enable)).ConfigureAwait(false);
        }
    }

    /// <summary>Stops or resumes sending pictures; the local view goes on. Vendor: muteLocalVideo.</summary>
    /// <param name="mute">Stops.</param>
    /// <exception cref="NERtcException">2000: no call, or an audio call.</exception>
    public async Task MuteLocalVideoAsync(bool mute)
    {
        var session = RequireCall();
        await RunAsync(NERtcMethod.Media, () => session.SetCameraAsync(!mute)).ConfigureAwait(false);
    }

    /// <summary>Stops or resumes sending sound. Vendor: muteLocalAudio.</summary>
    /// <param name="mute">Stops.</param>
    /// <exception cref="NERtcException">2000: no call.</exception>
    public async Task MuteLocalAudioAsync(bool mute)
    {
        var session = RequireCall();
        await RunAsync(NERtcMethod.Media, () => session.SetMicrophoneAsync(!mute)).ConfigureAwait(false);
    }

    /// <summary>Takes the phone's other camera. Vendor: switchCamera.</summary>
    /// <exception cref="NERtcException">2000: no call. -1: the provider cannot (capability CameraSwitch).</exception>
    public async Task SwitchCameraAsync()
    {
        var session = RequireCall();
        var call = Of(session);
        var other = call.Facing == CameraFacing.Front ? CameraFacing.Back : CameraFacing.Front;
        await RunAsync(NERtcMethod.Media, async () =>
        {
            await session.Media.SwitchCameraAsync(other).ConfigureAwait(false);
            call.Facing = other;
        }).ConfigureAwait(false);
    }

    /// <summary>Plays the others aloud, or at the ear. Vendor: setLoudSpeakerMode.</summary>
    /// <param name="speaker">Aloud.</param>
    /// <exception cref="NERtcException">2000: no call. -1: the provider cannot (capability AudioRoute).</exception>
    public async Task SetLoudSpeakerModeAsync(bool speaker)
    {
        var session = RequireCall();
        await RunAsync(
            NERtcMethod.Media, () => session.Media.SetAudioRouteAsync(speaker ? AudioRoute.Speaker : AudioRoute.Earpiece).AsTask()).ConfigureAwait(false);
    }

    /// <summary>Raises nothing any more and stops the local view; the client and its call go on. Vendor: destroy.</summary>
    public async ValueTask DisposeAsync()
    {
        Watch.Dispose();
        await _preview.CloseAsync().ConfigureAwait(false);
    }

    private protected override void OnEndedByOthers()
    {
        if (Status is NERtcCallStatus.Idle or NERtcCallStatus.Called)
        {
            _ = _preview.CloseAsync();
        }
    }

    private static CallMedia MediaOf(NERtcCallType type) => type switch
    {
        NERtcCallType.Audio => CallMedia.Audio,
        NERtcCallType.Video => CallMedia.Video,
        _ => throw new NERtcException(NERtcErrorCode.Common, $"The call type is {(int)type}; it must be 1 (audio) or 2 (video)."),
    };

    private CallOptions New(string? attachment)
        => new() { Attachment = attachment, AudioSource = _options.AudioSource, VideoSource = _options.VideoSource };

    private async Task PlaceAsync(CallRequest request)
    {
        if (Status is not NERtcCallStatus.Idle and var status)
        {
            throw NERtcErrors.OfStatus(NERtcMethod.Call, status);
        }

        await RunAsync(
            NERtcMethod.Call, async () => Watch.Follow(await _client.PlaceCallAsync(request).ConfigureAwait(false))).ConfigureAwait(false);
    }

    private void SetTimeout(TimeSpan timeout)
    {
        var (shortest, longest) = (_client.Provider.Limits.MinRingTimeout, _client.Provider.Limits.MaxRingTimeout);
        longest = longest < s_longest ? longest : s_longest;
        timeout = timeout < shortest ? shortest : timeout > longest ? longest : timeout;
        (_settings.RingTimeout, _settings.IncomingRingTimeout) = (timeout, timeout);
    }

    private (ICallSession? Session, NERtcCallStatus Status) Now()
    {
        var session = _client.Calls.FirstOrDefault(call => call.Snapshot.State != CallState.Ended);
        return (session, session?.Snapshot.State switch
        {
            null or CallState.Ended => NERtcCallStatus.Idle,
            CallState.Dialing or CallState.Ringing => NERtcCallStatus.Calling,
            CallState.Incoming => NERtcCallStatus.Called,
            _ => NERtcCallStatus.InCall,
        });
    }

    private ICallSession Require(NERtcMethod method, NERtcCallStatus allowed)
    {
        var (session, status) = Now();
        return session is not null && (status & allowed) != NERtcCallStatus.Idle ? session : throw NERtcErrors.OfStatus(method, status);
    }

    private ICallSession RequireCall()
        => Require(NERtcMethod.Media, NERtcCallStatus.Calling | NERtcCallStatus.Called | NERtcCallStatus.InCall);

    /// <summary>Ends the call; the local view ends with it.</summary>
    private async Task EndAsync(NERtcMethod method, Func<Task> act)
    {
        await RunAsync(method, act).ConfigureAwait(false);
        if (Status == NERtcCallStatus.Idle)
        {
            await _preview.CloseAsync().ConfigureAwait(false);
        }
    }

    private async Task RunAsync(NERtcMethod method, Func<Task> act)
    {
        try
        {
            await act().ConfigureAwait(false);
        }
        catch (CallException error)
        {
            throw NERtcErrors.Of(error, method, Status);
        }
    }
}
