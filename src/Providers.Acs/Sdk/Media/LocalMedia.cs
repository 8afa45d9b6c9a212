using Azure.Communication.Calling.WindowsClient;
using Calling.Media;
using Microsoft.Extensions.Logging;

namespace Calling.Providers.Acs.Sdk;

/// <summary>
/// This device's microphone and camera in one call. What the others are shown (muted or not, pictures or none) is the SDK's, and follows in a moment;
/// the app's own sound and pictures stop at once, since they pass through here.
/// </summary>
internal sealed partial class LocalMedia : IAsyncDisposable
{
    /// <summary>How long muting and stopping may take at the end; leaving the call, which comes next, stops them as well.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly SdkAgent _agent;
    private readonly ILogger _logger;
    private readonly bool[] _gates = new bool[2];
    private readonly bool[] _shown;
    private readonly SourceSwitch?[] _sources = new SourceSwitch?[2];
    private readonly bool[] _bySdk;
    private OutgoingSound? _sound;
    private OutgoingPictures? _pictures;
    private RawIncomingAudioStream? _mix;
    private WatchedCall? _call;
    private ILocalMediaOwner? _owner;
    private OutgoingAudioStream? _microphone;
    private OutgoingVideoStream? _camera;
    private OutgoingVideoStream? _gone;
    private OutgoingVideoStream? _started;
    private Task _work = Task.CompletedTask;
    private bool _muted;
    private bool _mutedByOthers;
    private bool _tooEarly;
    private bool _working;
    private bool _ending;
    private bool _closed;

    /// <param name="agent">The sign-in.</param>
    /// <param name="initial">What the call begins with.</param>
    public LocalMedia(SdkAgent agent, MediaState initial)
    {
        (_agent, _logger) = (agent, agent.Logger);
        _shown = HasFrames ? [initial.MicrophoneOn, initial.CameraOn] : [false, false];
        _bySdk = [!HasFrames, !HasFrames];
        _muted = !_shown[(int)MediaKind.Audio];
    }

    /// <summary>Everybody's sound, if frames are wanted.</summary>
    public RawIncomingAudioStream? Mix => _mix;

    public MediaCount Count { get; } = new();

    public AudioLevelMeter Level { get; } = new();

    private bool HasFrames => _agent.SignIn.Options.Frames;

    /// <summary>
    /// Writes into a call's options how it begins. Nothing is captured by that: with frames the streams are fed by hand, and without them the SDK is
    /// muted until the gates open. That a call is for video the others are told by a stream alone, so it begins with one, if only as a sign.
    /// </summary>
    /// <param name="options">The call's.</param>
    /// <param name="offersVideo">It is placed here, and for video.</param>
    public void Prepare(SdkCallOptions options, bool offersVideo)
    {
        options.OutgoingAudioOptions = new() { IsMuted = _muted };
        if (HasFrames)
        {
            _sound = new(Count, Level, _logger);
            _mix = new(new() { Properties = new() { Format = AudioStreamFormat.Pcm16Bit, SampleRate = AudioStreamSampleRate.Hz_48000, ChannelMode = AudioStreamChannelMode.Mono } });
            options.OutgoingAudioOptions.Stream = _sound.Stream;
            options.IncomingAudioOptions = new() { Stream = _mix };
            options.IncomingVideoOptions = new() { StreamKind = VideoStreamKind.RawIncoming, FrameKind = RawVideoFrameKind.Buffer };
            _pictures = new(Count, _logger);
            _camera = _pictures.Stream;
        }

        if (offersVideo || _shown[(int)MediaKind.Video])
        {
            _started = _camera ?? new VirtualOutgoingVideoStream(new() { Formats = OutgoingPictures.Formats });
            options.OutgoingVideoOptions = new() { Streams = [_started] };
        }
    }

    /// <summary>The call is there.</summary>
    public void Bind(WatchedCall call)
    {
        lock (_lock)
        {
            _call = call;
        }

        call.Changed += Follow;
        Follow();
    }

    /// <summary>Attaches the sources that the user chose; gates that are open already open them.</summary>
    public async Task UseAsync(AudioSource audio, VideoSource video, ILocalMediaOwner owner)
    {
        var devices = audio is AudioSource.Microphone || video is VideoSource.Camera ? await FindDevicesAsync().ConfigureAwait(false) : null;
        string? noAudio, noVideo;
        lock (_lock)
        {
            if (_ending)
            {
                return;
            }

            _owner = owner;
            Use(audio);
            Use(video);
            Watch(devices);
            Open(MediaKind.Audio);
            Open(MediaKind.Video);
            (noAudio, noVideo) = (Look(MediaKind.Audio), Look(MediaKind.Video));
        }

        Fail(MediaKind.Audio, noAudio);
        Fail(MediaKind.Video, noVideo);
        Follow();
    }

    /// <summary>What the others are shown, where they are not told apart from the call. What the SDK captures it can only stop: its gate opens it.</summary>
    public void Show(MediaState media)
    {
        lock (_lock)
        {
            Show(MediaKind.Audio, media.MicrophoneOn);
            Show(MediaKind.Video, media.CameraOn);
        }

        Follow();
    }

    /// <summary>Opens or shuts a gate: in force for what passes through here when it returns, and soon for what the SDK captures (rule CALL-037).</summary>
    /// <param name="kind">Which.</param>
    /// <param name="open">True captures and sends.</param>
    /// <param name="show">Whether the others are shown it, too.</param>
    public void SetGate(MediaKind kind, bool open, bool show)
    {
        lock (_lock)
        {
            if (_ending)
            {
                return;
            }

            _gates[(int)kind] = open;
            _told[(int)kind] = false;
            if (show && !_bySdk[(int)kind])
            {
                _shown[(int)kind] = open;
            }

            _shown[(int)kind] &= !_bySdk[(int)kind] || open;
            Open(kind);
        }

        if (open)
        {
            LookSoon(kind);
        }

        Follow();
    }

    /// <summary>Another participant has muted this device: it stays so until the user switches it on again (rule CALL-099).</summary>
    public void OnMutedByOthers()
    {
        lock (_lock)
        {
            _mutedByOthers = true;
            (_shown[(int)MediaKind.Audio], _told[(int)MediaKind.Audio]) = (false, true);
        }

        Follow();
    }

    /// <summary>How loud this device was since the last reading.</summary>
    public int ReadLevel()
    {
        int level = Level.Read();
        return Volatile.Read(ref _gates[(int)MediaKind.Audio]) ? level : 0;
    }

    /// <summary>Stops all that is captured for good. What the SDK captures is stopped before the call is left, so that nothing depends on leaving it.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            if (_ending)
            {
                return;
            }

            _ending = true;
            Array.Clear(_gates);
            _shown[(int)MediaKind.Audio] &= !_bySdk[(int)MediaKind.Audio];
            _shown[(int)MediaKind.Video] &= !_bySdk[(int)MediaKind.Video];
            _sound?.SetOpen(false);
            _pictures?.SetOpen(false);
            Unwatch();
        }

        var stopping = Task.WhenAll(_sources.OfType<SourceSwitch>().Select(s => s.StopAsync()));
        Follow();
        try
        {
            await Volatile.Read(ref _work).WaitAsync(Patience, _agent.SignIn.Time).ConfigureAwait(false);
        }
        catch (TimeoutException e)
        {
            AcsLog.Faulted(_logger, e);
        }

        lock (_lock)
        {
            _closed = true;
        }

        if (_call is { } call)
        {
            call.Changed -= Follow;
        }

        await stopping.ConfigureAwait(false);
        _sound?.Dispose();
        _pictures?.Dispose();
    }

    /// <summary>Under the lock.</summary>
    private void Use(AudioSource audio)
    {
        switch (audio)
        {
            case AudioSource.Frames(var source) when _sound is { } sound:
                _sources[(int)MediaKind.Audio] = new(() => source.Start(sound), e => Fail(MediaKind.Audio, e.Message));
                break;
            case AudioSource.Microphone(var id):
                _microphone = _sound is null ? null : new LocalOutgoingAudioStream();
                (_bySdk[(int)MediaKind.Audio], _ids[(int)MediaKind.Audio]) = (true, id);
                break;
            default:
                _unusable[(int)MediaKind.Audio] = $"This provider has no {audio.GetType().Name}: a microphone, or with AcsOptions.Frames the app's own frames.";
                break;
        }
    }

    /// <summary>Under the lock.</summary>
    private void Use(VideoSource video)
    {
        switch (video)
        {
            case VideoSource.Frames(var source) when _pictures is { } pictures:
                _sources[(int)MediaKind.Video] = new(() => source.Start(pictures), e => Fail(MediaKind.Video, e.Message));
                break;
            case VideoSource.Camera(var id):
                _pictures?.Dispose();
                (_pictures, _camera) = (null, null);
                (_bySdk[(int)MediaKind.Video], _ids[(int)MediaKind.Video]) = (true, id);
                break;
            default:
                _unusable[(int)MediaKind.Video] = $"This provider has no {video.GetType().Name}: a camera, or with AcsOptions.Frames the app's own frames.";
                break;
        }
    }

    /// <summary>Under the lock.</summary>
    private void Show(MediaKind kind, bool on)
    {
        if (!_bySdk[(int)kind])
        {
            _shown[(int)kind] = on;
        }
        else if (!on)
        {
            _shown[(int)kind] = false;
        }
        else if (_gates[(int)kind] && !_shown[(int)kind])
        {
            LookSoon(kind);
        }
    }

    /// <summary>Lets the app's own frames through, or not. Under the lock.</summary>
    private void Open(MediaKind kind)
    {
        bool open = _gates[(int)kind] && _owner is not null;
        if (kind == MediaKind.Audio)
        {
            _sound?.SetOpen(open);
        }
        else
        {
            _pictures?.SetOpen(open);
        }

        _sources[(int)kind]?.Set(open);
    }

    /// <summary>Brings the SDK to where it should be, one step after the other, on the thread pool.</summary>
    private void Follow()
    {
        lock (_lock)
        {
            if (_working || _closed || _call is null)
            {
                return;
            }

            _working = true;
            Volatile.Write(ref _work, Task.Run(WorkAsync));
        }
    }

    private async Task WorkAsync()
    {
        while (Next() is { } step)
        {
            try
            {
                await step.Do().ConfigureAwait(false);
            }
            catch (Exception e)
            {
                AcsLog.Faulted(_logger, e);
                Failed(step, e);
            }
        }
    }

    /// <summary>The next step, the one that stops something first; null if there is none.</summary>
    private Step? Next()
    {
        lock (_lock)
        {
            var call = _call!;
            bool speak = _shown[(int)MediaKind.Audio], look = _shown[(int)MediaKind.Video];
            if (!_closed && !call.IsOver)
            {
                if (_started is { } shown && (!look || shown != _camera) && (call.IsConnected || !_tooEarly))
                {
                    _started = null;
                    return new(MediaKind.Video, false, () => StopVideoAsync(call, shown), () => _started = shown);
                }

                if (call.IsConnected && (_mutedByOthers || _muted == speak))
                {
                    // After others have muted it, it is muted from here, too: whatever crossed that, it is known how things stand.
                    speak &= !_mutedByOthers;
                    (_mutedByOthers, _muted) = (false, !speak);
                    return new(
                        MediaKind.Audio,
                        speak,
                        speak ? async () => await call.Call.UnmuteOutgoingAudioAsync() : async () => await call.Call.MuteOutgoingAudioAsync(),
                        () => _muted = true);
                }

                if (call.IsConnected && speak && _microphone is { } microphone)
                {
                    _microphone = null;
                    return new(MediaKind.Audio, true, async () => await call.Call.StartAudioAsync(microphone), () => _microphone = microphone);
                }

                if (call.IsConnected && look && _started is null && _camera is { } camera)
                {
                    _started = camera;
                    return new(MediaKind.Video, true, async () => await call.Call.StartVideoAsync(camera), () => _started = null);
                }
            }

            _working = false;
            return null;
        }
    }

    private async Task StopVideoAsync(WatchedCall call, OutgoingVideoStream stream)
    {
        try
        {
            await call.Call.StopVideoAsync(stream);
        }
        catch (Exception e) when (stream == _gone)
        {
            // A camera that was unplugged has stopped by itself.
            AcsLog.Lost(_logger, e);
        }
    }

    private void Failed(Step step, Exception error)
    {
        lock (_lock)
        {
            if (_closed || _call!.IsOver)
            {
                return;
            }

            if (step is { Opens: false, Kind: MediaKind.Video } && !_call.IsConnected)
            {
                // Not before it is connected, then.
                _tooEarly = true;
                step.Undo();
                return;
            }

            if (step.Opens)
            {
                _told[(int)step.Kind] = true;
                _shown[(int)step.Kind] = false;
                step.Undo();
            }
        }

        if (step.Opens)
        {
            Fail(step.Kind, error.Message);
        }
        else
        {
            // What should be silent may still be heard: better no call than that.
            _owner?.OnBroken(error);
        }
    }

    private void Fail(MediaKind kind, string? reason)
    {
        if (reason is not null)
        {
            _owner?.OnUnavailable(kind, reason);
        }
    }

    /// <param name="Kind">What it is about.</param>
    /// <param name="Opens">It starts something; otherwise it stops it.</param>
    /// <param name="Do">Asks the SDK.</param>
    /// <param name="Undo">Notes that it came to nothing. Under the lock.</param>
    private sealed record Step(MediaKind Kind, bool Opens, Func<Task> Do, Action Undo);
}
