using Calling.Media;

namespace Calling.Wilddog;

/// <summary>What this user lets the other one hear and see. A description: nothing is captured before a conversation needs it, or
/// <see cref="AttachAsync"/>.</summary>
/// <remarks>Vendor: WDGLocalStream. Any thread.</remarks>
public sealed class WilddogLocalStream
{
    private readonly AudioSource? _audio;
    private readonly VideoSource? _video;
    private volatile bool _audioEnabled = true;
    private volatile bool _videoEnabled = true;

    /// <summary>Makes one.</summary>
    /// <remarks>Vendor: localStreamWithOptions:</remarks>
    /// <param name="options">What it captures; sound and pictures if null.</param>
    public WilddogLocalStream(WilddogLocalStreamOptions? options = null)
    {
        options ??= new();
        (HasAudio, HasVideo, _audio, _video) = (options.ShouldCaptureAudio, options.ShouldCaptureVideo, options.AudioSource, options.VideoSource);
    }

    internal event Action? Changed;

    internal bool IsHeeded => Changed is not null;

    /// <summary>Whether it has sound.</summary>
    public bool HasAudio { get; }

    /// <summary>Whether it has pictures.</summary>
    public bool HasVideo { get; }

    /// <summary>Whether the sound is sent; set it at any time, it takes effect at once (rule CALL-092).</summary>
    /// <remarks>Vendor: audioEnabled</remarks>
    public bool AudioEnabled
    {
        get => _audioEnabled;
        set
        {
            _audioEnabled = value;
            Changed?.Invoke();
        }
    }

    /// <summary>Whether the pictures are sent; set it at any time, it takes effect at once (rule CALL-092).</summary>
    /// <remarks>Vendor: videoEnabled</remarks>
    public bool VideoEnabled
    {
        get => _videoEnabled;
        set
        {
            _videoEnabled = value;
            Changed?.Invoke();
        }
    }

    internal bool SendsAudio => HasAudio && AudioEnabled;

    internal bool SendsVideo => HasVideo && VideoEnabled;

    /// <summary>Shows the pictures to this app alone, before a conversation or in it.</summary>
    /// <remarks>Vendor: attach:</remarks>
    /// <param name="videoCall">The device.</param>
    /// <param name="sink">Gets the frames.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>Dispose it to detach. Vendor: detach:</returns>
    /// <exception cref="CallException"><c>NotSignedIn</c>, or <c>NotSupported</c> without the capability RawMedia.</exception>
    public Task<IAsyncDisposable> AttachAsync(WilddogVideoCall videoCall, IVideoSink sink, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(videoCall);
        return videoCall.Client.StartPreviewAsync(_video ?? new VideoSource.Camera(), sink, ct);
    }

    internal CallOptions ForCall(string? data) => new()
    {
        Attachment = data,
        MicrophoneOff = !SendsAudio,
        CameraOff = !SendsVideo,
        AudioSource = _audio,
        VideoSource = _video,
    };

    internal AcceptOptions ForAccept() => new()
    {
        MicrophoneOff = !SendsAudio,
        CameraOff = !SendsVideo,
        AudioSource = _audio,
        VideoSource = _video,
    };
}
