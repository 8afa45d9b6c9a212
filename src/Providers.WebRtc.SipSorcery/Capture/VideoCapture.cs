using Calling.Media;
using Calling.Providers.WebRtc.Engines;
using Calling.Providers.WebRtc.SipSorcery.Codecs;

namespace Calling.Providers.WebRtc.SipSorcery.Capture;

/// <summary>Pictures from their source to the previews and through the encoder.</summary>
internal sealed class VideoCapture : MediaCapture, IVideoSink
{
    // Late pictures are worth nothing.
    private const int MostWaiting = 2;

    private readonly VideoSource _source;
    private readonly TimeProvider _time;
    private readonly WorkQueue<(Picture Picture, TimeSpan Time)> _pictures;

    // Besides those that wait, one is drawn and one encoded.
    private readonly PicturePool _pool = new(MostWaiting + 2);
    private readonly Vp8Encoder _encoder;
    private IDisposable? _running;
    private volatile bool _key;

    internal VideoCapture(VideoSource source, SipSorceryOptions options, TimeProvider time, CaptureNews news)
        : base(time, news)
    {
        (_source, _time) = (source, time);
        _encoder = new Vp8Encoder(options);
        _pictures = new(MostWaiting, Handle, Fail, _encoder.Dispose, dropped => _pool.Return(dropped.Picture));
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
        if (IsShut)
        {
            return;
        }

        if (!Vp8Header.Takes(frame.Width, frame.Height))
        {
            Fail(new NotSupportedException($"Pictures of {frame.Width}x{frame.Height} are too large for a call."));
            return;
        }

        var picture = _pool.Rent(frame.Width, frame.Height);
        picture.Take(in frame);
        _pictures.Post((picture, Now));
    }

    internal override void RequestKeyFrame() => _key = true;

    public override void Dispose()
    {
        _running?.Dispose();
        _pictures.Dispose();
    }

    private Pacer TestPattern(VideoSource.TestPattern pattern)
        => Pace(pattern.FramesPerSecond, pattern.Width, pattern.Height, (picture, beat) => TestPicture.Draw(pattern, beat, picture));

    private Playing Play(Y4mReader file) => new(Pace(file.FramesPerSecond, file.Width, file.Height, (picture, _) => file.Read(picture)), file);

    private Pacer Pace(double rate, int width, int height, Action<Picture, long> draw) => new(
        _time, TimeSpan.FromSeconds(1 / rate), 1,
        beat =>
        {
            var picture = _pool.Rent(width, height);
            draw(picture, beat);
            _pictures.Post((picture, Now));
        },
        Fail);

    private void Handle((Picture Picture, TimeSpan Time) taken)
    {
        if (!IsShut)
        {
            Give(taken);
        }

        _pool.Return(taken.Picture);
    }

    private void Give((Picture Picture, TimeSpan Time) taken)
    {
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
