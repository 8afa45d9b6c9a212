using Calling.Media;
using Calling.Providers.WebRtc.Engines;
using Calling.Providers.WebRtc.SipSorcery.Codecs;
using Microsoft.Extensions.Logging;

namespace Calling.Providers.WebRtc.SipSorcery.Capture;

/// <summary>Pictures from their source to the previews and through the encoder.</summary>
internal sealed class VideoCapture : MediaCapture, IVideoSink
{
    // Late pictures are worth nothing.
    private const int MostWaiting = 2;

    private readonly VideoSource _source;
    private readonly TimeProvider _time;
    private readonly WorkQueue<(Picture Picture, TimeSpan Time)> _pictures;
    private readonly Vp8Encoder _encoder;
    private IDisposable? _running;
    private volatile bool _key;

    internal VideoCapture(VideoSource source, SipSorceryOptions options, TimeProvider time, CaptureNews news, ILogger log)
        : base(time, news)
    {
        (_source, _time) = (source, time);
        _encoder = new Vp8Encoder(options);
        _pictures = new(MostWaiting, Handle, fault => Log.CallbackFailed(log, fault), _encoder.Dispose);
    }

    internal override void Start() => _running = _source switch
    {
        VideoSource.TestPattern pattern => TestPattern(pattern),
        VideoSource.MediaFile file => Play(new Y4mReader(file.Path)),
        VideoSource.Frames frames => frames.Source.Start(this),
        _ => throw new NotSupportedException("This engine opens no cameras: give it the application's own frames."),
    };

    /// <summary>The application's picture.</summary>
    public void OnFrame(in VideoFrame frame)
    {
        if (!IsShut)
        {
            _pictures.Post((Picture.Of(in frame), Now));
        }
    }

    internal override void RequestKeyFrame() => _key = true;

    public override void Dispose()
    {
        _running?.Dispose();
        _pictures.Dispose();
    }

    private Pacer TestPattern(VideoSource.TestPattern pattern)
        => Pace(pattern.FramesPerSecond, beat => TestPicture.Draw(pattern, beat));

    private Playing Play(Y4mReader file) => new(Pace(file.FramesPerSecond, _ => file.Read()), file);

    private Pacer Pace(double rate, Func<long, Picture> draw)
        => new(_time, TimeSpan.FromSeconds(1 / rate), 1, beat => _pictures.Post((draw(beat), Now)), Fail);

    private void Handle((Picture Picture, TimeSpan Time) taken)
    {
        if (IsShut)
        {
            return;
        }

        var frame = taken.Picture.AsFrame(taken.Time);
        foreach (var attachment in News.Previews.Current)
        {
            attachment.Give(in frame);
        }

        if (Encodes)
        {
            var key = _key;
            _key = false;
            Publish(_encoder.Encode(taken.Picture, taken.Time, key));
        }
    }
}
