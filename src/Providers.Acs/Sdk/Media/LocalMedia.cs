using Azure.Communication.Calling.WindowsClient;
using Calling.Media;
using Microsoft.Extensions.Logging;

namespace Calling.Providers.Acs.Sdk;

/// <summary>
/// This device's microphone and camera in one call. What the others are shown (muted or not, pictures or none) is the SDK's, and follows in a moment;
/// the app's own sound and pictures stop at once, since they pass through here.
/// </summary>
internal sealed class LocalMedia : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly SdkAgent _agent;
    private readonly ILogger _logger;
    private readonly bool[] _gates = new bool[2];
    private readonly bool[] _shown;
    private readonly SourceSwitch?[] _sources = new SourceSwitch?[2];
    private OutgoingSound? _sound;
    private OutgoingPictures? _pictures;
    private RawIncomingAudioStream? _mix;
    private WatchedCall? _call;
    private ILocalMediaOwner? _owner;
    private OutgoingVideoStream? _camera;
    private OutgoingVideoStream? _started;
    private bool _muted;
    private bool _tooEarly;
    private bool _working;
    private bool _closed;

    /// <param name="agent">The sign-in.</param>
    /// <param name="initial">What the call begins with.</param>
    public LocalMedia(SdkAgent agent, MediaState initial)
    {
        (_agent, _logger) = (agent, agent.Logger);
        _shown = HasFrames ? [initial.MicrophoneOn, initial.CameraOn] : [false, false];
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
        _owner = owner;
        await UseAsync(audio).ConfigureAwait(false);
        await UseAsync(video).ConfigureAwait(false);
        lock (_lock)
        {
            foreach (var kind in new[] { MediaKind.Audio, MediaKind.Video })
            {
                // What the SDK captures runs from the call's beginning on: from now on the gates hold it.
                _shown[(int)kind] = IsCapturedBySdk(kind) ? _gates[(int)kind] : _shown[(int)kind];
                Open(kind);
            }
        }

        Follow();
    }

    /// <summary>What the others are shown, where they are not told apart from the call.</summary>
    public void Show(MediaState media)
    {
        lock (_lock)
        {
            (_shown[(int)MediaKind.Audio], _shown[(int)MediaKind.Video]) = (media.MicrophoneOn, media.CameraOn);
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
            _gates[(int)kind] = open;
            if (show || IsCapturedBySdk(kind))
            {
                _shown[(int)kind] = open;
            }

            Open(kind);
        }

        Follow();
    }

    /// <summary>How loud this device was since the last reading.</summary>
    public int ReadLevel()
    {
        int level = Level.Read();
        return Volatile.Read(ref _gates[(int)MediaKind.Audio]) ? level : 0;
    }

    /// <summary>Stops all that is captured for good.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            if (_closed)
            {
                return;
            }

            _closed = true;
            Array.Clear(_gates);
            _sound?.SetOpen(false);
            _pictures?.SetOpen(false);
        }

        if (_call is { } call)
        {
            call.Changed -= Follow;
        }

        await Task.WhenAll(_sources.OfType<SourceSwitch>().Select(s => s.StopAsync())).ConfigureAwait(false);
        _sound?.Dispose();
        _pictures?.Dispose();
    }

    private async Task UseAsync(AudioSource audio)
    {
        try
        {
            switch (audio)
            {
                case AudioSource.Frames(var source) when _sound is { } sound:
                    _sources[(int)MediaKind.Audio] = new(() => source.Start(sound), e => Fail(MediaKind.Audio, e.Message));
                    break;
                case AudioSource.Microphone(var id):
                    await UseMicrophoneAsync(id).ConfigureAwait(false);
                    break;
                default:
                    Fail(MediaKind.Audio, $"This provider has no {audio.GetType().Name}: a microphone, or with AcsOptions.Frames the app's own frames.");
                    break;
            }
        }
        catch (Exception e)
        {
            Fail(MediaKind.Audio, e.Message);
        }
    }

    private async Task UseMicrophoneAsync(string? id)
    {
        if (id is not null)
        {
            var devices = await _agent.DevicesAsync().ConfigureAwait(false);
            SdkNames.UseMicrophone(devices, SdkNames.Microphone(devices, id) ?? throw new InvalidOperationException($"There is no microphone '{id}'."));
        }

        if (_sound is not null && _call is { } call)
        {
            await call.Call.StartAudioAsync(new LocalOutgoingAudioStream());
            _sound.Dispose();
            _sound = null;
        }
    }

    private async Task UseAsync(VideoSource video)
    {
        switch (video)
        {
            case VideoSource.Frames(var source) when _pictures is { } pictures:
                _sources[(int)MediaKind.Video] = new(() => source.Start(pictures), e => Fail(MediaKind.Video, e.Message));
                break;
            case VideoSource.Camera(var id):
                var camera = await FindCameraAsync(id).ConfigureAwait(false);
                if (camera is null && (_shown[(int)MediaKind.Video] || _gates[(int)MediaKind.Video]))
                {
                    Fail(MediaKind.Video, id is null ? "There is no camera." : $"There is no camera '{id}'.");
                }

                lock (_lock)
                {
                    // One that runs already goes on.
                    _camera = id is null && _camera is LocalOutgoingVideoStream ? _camera : camera;
                    _pictures?.Dispose();
                    _pictures = null;
                }

                break;
            default:
                Fail(MediaKind.Video, $"This provider has no {video.GetType().Name}: a camera, or with AcsOptions.Frames the app's own frames.");
                break;
        }
    }

    private async Task<OutgoingVideoStream?> FindCameraAsync(string? id)
    {
        try
        {
            var cameras = (await _agent.DevicesAsync().ConfigureAwait(false)).Cameras;
            var camera = id is null ? (cameras.Count > 0 ? cameras[0] : null) : cameras.FirstOrDefault(c => c.Id == id) ?? cameras.FirstOrDefault(c => c.Name == id);
            return camera is null ? null : new LocalOutgoingVideoStream(camera);
        }
        catch (Exception e)
        {
            AcsLog.Faulted(_logger, e);
            return null;
        }
    }

    private bool IsCapturedBySdk(MediaKind kind) => kind == MediaKind.Audio ? _sound is null : _pictures is null;

    /// <summary>Lets the app's own frames through, or not. Under the lock.</summary>
    private void Open(MediaKind kind)
    {
        bool open = _gates[(int)kind] && !_closed && _owner is not null;
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
        }

        _ = Task.Run(WorkAsync);
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
                    return new(MediaKind.Video, false, shown, async () => await call.Call.StopVideoAsync(shown));
                }

                if (call.IsConnected && _muted == speak)
                {
                    _muted = !speak;
                    return new(MediaKind.Audio, speak, null, speak ? async () => await call.Call.UnmuteOutgoingAudioAsync() : async () => await call.Call.MuteOutgoingAudioAsync());
                }

                if (call.IsConnected && look && _started is null && _camera is { } camera)
                {
                    _started = camera;
                    return new(MediaKind.Video, true, camera, async () => await call.Call.StartVideoAsync(camera));
                }
            }

            _working = false;
            return null;
        }
    }

    private void Failed(Step step, Exception error)
    {
        if (_closed || _call!.IsOver)
        {
            return;
        }

        lock (_lock)
        {
            if (step is { Opens: false, Stream: { } still } && !_call.IsConnected)
            {
                // Not before it is connected, then.
                (_tooEarly, _started) = (true, still);
                return;
            }

            if (step.Opens)
            {
                _shown[(int)step.Kind] = false;
                (_muted, _started) = step.Kind == MediaKind.Audio ? (true, _started) : (_muted, null);
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

    private void Fail(MediaKind kind, string reason) => _owner?.OnUnavailable(kind, reason);

    private sealed record Step(MediaKind Kind, bool Opens, OutgoingVideoStream? Stream, Func<Task> Do);
}
