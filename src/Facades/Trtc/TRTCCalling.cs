using System.Diagnostics.CodeAnalysis;
using Calling.Media;
using Microsoft.Extensions.Logging.Abstractions;

namespace Calling.Trtc;

/// <summary>
/// TRTCCalling on any provider: one for each signed-in device, with at most one call at a time. Its calls behave as the vendor's with
/// <c>UseProfile(CallProfile.Trtc)</c>.
/// </summary>
/// <remarks>
/// As the vendor's, the methods return at once and nothing: what fails is told to <see cref="ITRTCCallingDelegate.OnError"/>. They may be called
/// from any thread and from callbacks, and take effect in the order in which one thread calls them; a hang-up never waits for an answer of the provider.
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification = "The semaphore holds no handle.")]
public sealed class TRTCCalling : IAsyncDisposable
{
    // Never asked for its wait handle, so there is nothing to dispose.
    private readonly SemaphoreSlim _placing = new(1, 1);
    private readonly ICallClient _client;
    private readonly TRTCOptions _options;
    private readonly TRTCCallbacks _callbacks;
    private readonly TRTCCamera _camera;

    // What ends a call, and is to be done before another is placed.
    private volatile Task _ending = Task.CompletedTask;

    /// <summary>Makes one on a client. Vendor: shareInstance.</summary>
    /// <param name="client">The client, which stays the app's to dispose.</param>
    /// <param name="options">What is captured; the default devices if null.</param>
    public TRTCCalling(ICallClient client, TRTCOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        (_client, _options) = (client, options ?? new TRTCOptions());
        _camera = new TRTCCamera(client, _options.VideoSource ?? new VideoSource.Camera());
        _callbacks = new TRTCCallbacks(client, _options.Logger ?? NullLogger.Instance)
        {
            Connected = session => Run(() => _camera.AimAsync(session)),
            IsOver = session => Run(() => _camera.EndAsync(session)),
            IsReplaced = (lost, survivor) => _camera.HandOver(lost, survivor),
        };
        _callbacks.Start();
    }

    /// <summary>Sets who is told; it takes the former one's place. Vendor: addDelegate.</summary>
    /// <param name="callingDelegate">Who; nobody if null.</param>
    public void AddDelegate(ITRTCCallingDelegate? callingDelegate) => _callbacks.Delegate = callingDelegate;

    /// <summary>Signs in. Vendor: login; which application it is, is the provider's configuration.</summary>
    /// <param name="user">The user: letters, digits, hyphens and underscores.</param>
    /// <param name="userSig">The provider's token.</param>
    /// <param name="success">Called once this user is signed in.</param>
    /// <param name="failed">Told why not; <see cref="ITRTCCallingDelegate.OnError"/> is if null.</param>
    public void Login(string user, string userSig, Action? success = null, Action<TRTCErrorCode, string>? failed = null) => Run(
        () =>
        {
            TRTCErrors.RequireUserId(user);
            return _client.LoginAsync(CallCredential.FromToken(user, userSig, _options.DeviceId));
        },
        success,
        failed);

    /// <summary>Signs out; a call ends, without a callback here. Vendor: logout.</summary>
    /// <param name="success">Called once nobody is signed in.</param>
    /// <param name="failed">Told why not; <see cref="ITRTCCallingDelegate.OnError"/> is if null.</param>
    public void Logout(Action? success = null, Action<TRTCErrorCode, string>? failed = null) => Run(
        async () =>
        {
            await _camera.CloseAsync().ConfigureAwait(false);
            await _client.LogoutAsync().ConfigureAwait(false);
        },
        success,
        failed);

    /// <summary>Calls a user; during a group call, invites the user into it. Vendor: call.</summary>
    /// <param name="userId">Whom.</param>
    /// <param name="callType">What for.</param>
    public void Call(string userId, CallType callType) => Place([userId], callType, isGroup: false, groupId: null);

    /// <summary>
    /// Calls several users into one call. During a group call, invites those who are not in it and do not ring; type and group are the call's then.
    /// Vendor: groupCall.
    /// </summary>
    /// <param name="userIds">Whom.</param>
    /// <param name="callType">What for.</param>
    /// <param name="groupId">The app's group; null or empty if there is none.</param>
    public void GroupCall(IEnumerable<string> userIds, CallType callType, string? groupId = null)
    {
        ArgumentNullException.ThrowIfNull(userIds);
        Place([.. userIds], callType, isGroup: true, string.IsNullOrEmpty(groupId) ? null : groupId);
    }

    /// <summary>Answers. The camera stays off until <see cref="OpenCamera"/>. Vendor: accept.</summary>
    public void Accept() => Act(Ringing, nameof(Accept), session => session.AcceptAsync(new()
    {
        CameraOff = !_camera.TakeFor(session),
        AudioSource = _options.AudioSource,
        VideoSource = _options.VideoSource,
    }));

    /// <summary>Declines, for all of this user's devices. Vendor: reject.</summary>
    public void Reject() => _ending = ActAsync(Ringing, nameof(Reject), async session =>
    {
        var rejecting = session.RejectAsync();
        await _camera.CloseAsync().ConfigureAwait(false);
        await rejecting.ConfigureAwait(false);
    });

    /// <summary>
    /// Takes the call back, declines it or leaves it, whatever it is now; a group call goes on for the others. Nothing happens without a call.
    /// Vendor: hangup.
    /// </summary>
    public void Hangup() => _ending = RunAsync(() => OncePlacedAsync(async () =>
    {
        var ending = Live()?.HangUpAsync() ?? Task.CompletedTask;
        await _camera.CloseAsync().ConfigureAwait(false);
        await ending.ConfigureAwait(false);
    }));

    /// <summary>Shows another user, from now or from when pictures come. Vendor: startRemoteView.</summary>
    /// <param name="userId">Whom.</param>
    /// <param name="view">Gets the frames.</param>
    public void StartRemoteView(string userId, IVideoSink view) => Show(nameof(StartRemoteView), userId, view);

    /// <summary>Shows another user no more; nothing happens without a call. Vendor: stopRemoteView.</summary>
    /// <param name="userId">Whom.</param>
    public void StopRemoteView(string userId) => Run(() => OncePlacedAsync(() =>
    {
        if (Live() is { } session)
        {
            _callbacks.Of(session).Views.Show(session, userId, view: null);
        }

        return Task.CompletedTask;
    }));

    /// <summary>
    /// Opens the camera: shows it in a view, and sends its pictures in the call, which may also begin later. It closes with the call. An audio
    /// call refuses it. Vendor: openCamera.
    /// </summary>
    /// <param name="front">The camera towards the user; the other one needs the capability CameraSwitch.</param>
    /// <param name="view">Shows this user; nothing does if null.</param>
    public void OpenCamera(bool front, IVideoSink? view) => Run(() => OncePlacedAsync(() => _camera.OpenAsync(Live(), FacingOf(front), view)));

    /// <summary>Closes the camera. Vendor: closeCamera.</summary>
    public void CloseCamera() => Run(() => OncePlacedAsync(() => Live() is { } session ? _camera.CloseAsync(session) : _camera.CloseAsync()));

    /// <summary>Takes one of the phone's cameras for the call (capability CameraSwitch). Vendor: switchCamera.</summary>
    /// <param name="front">The one towards the user.</param>
    public void SwitchCamera(bool front) => Act(Live, nameof(SwitchCamera), session => _camera.SwitchAsync(session, FacingOf(front)));

    /// <summary>Stops or resumes sending sound. Vendor: setMicMute.</summary>
    /// <param name="isMute">Stops.</param>
    public void SetMicMute(bool isMute) => Act(Live, nameof(SetMicMute), session => session.SetMicrophoneAsync(!isMute));

    /// <summary>Plays the others aloud, or at the ear (capability AudioRoute). Vendor: setHandsFree.</summary>
    /// <param name="isHandsFree">Aloud.</param>
    public void SetHandsFree(bool isHandsFree) => Act(
        Live,
        nameof(SetHandsFree),
        session => session.Media.SetAudioRouteAsync(isHandsFree ? AudioRoute.Speaker : AudioRoute.Earpiece).AsTask());

    /// <summary>Tells the delegate nothing any more and closes the local view; the client and its call go on. Vendor: destroySharedInstance.</summary>
    public async ValueTask DisposeAsync()
    {
        _callbacks.Dispose();
        await _camera.CloseAsync().ConfigureAwait(false);
    }

    private static CameraFacing FacingOf(bool front) => front ? CameraFacing.Front : CameraFacing.Back;

    private static CallMedia MediaOf(CallType type) => type switch
    {
        CallType.Audio => CallMedia.Audio,
        CallType.Video => CallMedia.Video,
        _ => throw new CallException(CallErrorCode.InvalidArgument, $"The call type is {(int)type}; it must be 1 (audio) or 2 (video)."),
    };

    private void Place(string[] userIds, CallType type, bool isGroup, string? groupId) => Run(async () =>
    {
        Array.ForEach(userIds, TRTCErrors.RequireUserId);
        var media = MediaOf(type);
        ICallSession? live;
        await _ending.ConfigureAwait(false);
        await _placing.WaitAsync().ConfigureAwait(false);
        try
        {
            live = Live();
            if (live is null)
            {
                // The camera as it is now: a hang-up just before has closed it.
                var options = new CallOptions
                {
                    CameraOff = !_camera.IsOpen,
                    AudioSource = _options.AudioSource,
                    VideoSource = _options.VideoSource,
                    Push = _options.Push,
                };
                var request = new CallRequest(userIds, media, options) { IsGroup = isGroup, GroupId = groupId };
                var session = await _client.PlaceCallAsync(request).ConfigureAwait(false);
                _camera.TakeFor(session);
                _callbacks.Follow(session);
            }
        }
        finally
        {
            _placing.Release();
        }

        if (live is not null)
        {
            await InviteAsync(live, userIds).ConfigureAwait(false);
        }
    });

    private Task InviteAsync(ICallSession session, string[] userIds)
    {
        var present = session.Snapshot.Participants.Where(p => p.State != ParticipantState.Gone).Select(p => p.UserId);
        string[] absent = [.. userIds.Except(present).Where(user => user != _client.UserId)];
        return absent.Length == 0 ? Task.CompletedTask : session.InviteAsync(absent, new() { Push = _options.Push });
    }

    private void Show(string method, string userId, IVideoSink? view) => Act(Live, method, session =>
    {
        _callbacks.Of(session).Views.Show(session, userId, view);
        return Task.CompletedTask;
    });

    private ICallSession? Live() => _client.Calls.FirstOrDefault(call => call.Snapshot.State != CallState.Ended);

    private ICallSession? Ringing() => _client.Calls.FirstOrDefault(call => call.Snapshot.State == CallState.Incoming);

    /// <summary>
    /// Lets a call that was placed just now come to be. What waits for it begins one after another, in the order of the calls, and not all at once;
    /// nothing waits for another to be done.
    /// </summary>
    private async Task OncePlacedAsync(Func<Task> act)
    {
        Task acting;
        await _placing.WaitAsync().ConfigureAwait(false);
        try
        {
            acting = act();
        }
        finally
        {
            _placing.Release();
        }

        await acting.ConfigureAwait(false);
    }

    private Task ActAsync(Func<ICallSession?> which, string method, Func<ICallSession, Task> act) => RunAsync(() => OncePlacedAsync(() =>
    {
        var session = which() ?? throw new CallException(
            CallErrorCode.InvalidState,
            Live() is { } live ? $"{method} is not allowed while the call is {live.Snapshot.State}." : $"{method} needs a call.");
        return act(session);
    }));

    private void Act(Func<ICallSession?> which, string method, Func<ICallSession, Task> act) => _ = ActAsync(which, method, act);

    private void Run(Func<Task> act, Action? success = null, Action<TRTCErrorCode, string>? failed = null) => _ = RunAsync(act, success, failed);

    /// <summary>Never fails: what does is told.</summary>
    private async Task RunAsync(Func<Task> act, Action? success = null, Action<TRTCErrorCode, string>? failed = null)
    {
        try
        {
            await act().ConfigureAwait(false);
            if (success is not null)
            {
                _callbacks.Post(success);
            }
        }
        catch (Exception error)
        {
            _callbacks.Post(() => (failed ?? _callbacks.Fail)(TRTCErrors.CodeOf(error), error.Message));
        }
    }
}
