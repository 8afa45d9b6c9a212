using Calling.Media;

namespace Calling.Providers.WebRtc.GStreamer.Tests;

public sealed class SourceTests : EngineTest
{
    [Theory]
    [InlineData(PixelFormat.I420, 64, 48, 0)]
    [InlineData(PixelFormat.I420, 64, 48, 37)]
    [InlineData(PixelFormat.I420, 63, 47, 0)]
    [InlineData(PixelFormat.I420, 65, 33, 11)]
    [InlineData(PixelFormat.Bgra, 64, 48, 0)]
    [InlineData(PixelFormat.Bgra, 64, 48, 20)]
    [InlineData(PixelFormat.Bgra, 63, 47, 4)]
    public async Task TheApplicationsPicturesArriveInTheirColours(PixelFormat format, int width, int height, int padding)
    {
        // Green in BGRA is about 145, 54, 34 in YUV (BT.601).
        var source = new PatchSource(format, width, height, padding, format == PixelFormat.I420 ? ((byte)145, (byte)54, (byte)34) : ((byte)0, (byte)255, (byte)0));
        var (a, b) = await Connected();
        var video = Factory.CreateVideoTrack(new VideoSource.Frames(source), Failures);
        a.Connection.SetTrack(MediaKind.Video, video);
        Assert.Equal(0, source.Running);
        video.SetOpen(true);
        await b.Pictures.More(3);
        var (w, h, y, u, v) = b.Pictures.Last;
        Assert.Equal((width, height), (w, h));
        Assert.InRange(y, 145 - 12, 145 + 40);
        Assert.InRange(u, 54 - 16, 54 + 16);
        Assert.InRange(v, 34 - 16, 34 + 16);
        Assert.Equal(1, source.Running);
        await video.DisposeAsync();
        Assert.Equal(0, source.Running);
    }

    [Fact]
    public async Task TheApplicationMayChangeSizeAndLayoutOnTheWay()
    {
        IVideoSink? into = null;
        var video = Factory.CreateVideoTrack(new VideoSource.Frames(new Manual(sink => into = sink)), Failures);
        var (a, b) = await Connected();
        a.Connection.SetTrack(MediaKind.Video, video);
        video.SetOpen(true);
        await Eventually.Poll(() => ValueTask.FromResult(into is not null), "the source's start");
        foreach (var (width, height) in new[] { (64, 48), (128, 96), (33, 17), (1, 1), (320, 240) })
        {
            var i420 = new byte[VideoFrame.I420Size(width, height)];
            var bgra = new byte[width * height * 4];
            await Eventually.Poll(
                () =>
                {
                    into!.OnFrame(VideoFrame.I420(width, height, i420, TimeSpan.Zero));
                    into.OnFrame(VideoFrame.Bgra(width, height, bgra, width * 4, TimeSpan.Zero));
                    return ValueTask.FromResult(width < 16 || (b.Pictures.Last.Width, b.Pictures.Last.Height) == (width, height));
                },
                $"pictures of {width}x{height}");
        }

        Assert.False(Failures.HasFailed);
    }

    [Theory]
    [InlineData(8_000, 1)]
    [InlineData(16_000, 1)]
    [InlineData(44_100, 2)]
    [InlineData(48_000, 2)]
    public async Task TheApplicationsSoundArrivesAtItsPitch(int rate, int channels)
    {
        var (a, b) = await Connected();
        var audio = Factory.CreateAudioTrack(new AudioSource.Frames(new SineSource(600, rate, channels)), Failures);
        a.Connection.SetTrack(MediaKind.Audio, audio);
        audio.SetOpen(true);
        await b.Sound.Hears(600);
    }

    [Fact]
    public async Task AMediaFilePlaysInRealTimeAndLoops()
    {
        using var file = new WaveFile(700, TimeSpan.FromSeconds(0.6));
        var (a, b) = await Connected();
        var audio = Factory.CreateAudioTrack(new AudioSource.MediaFile(file.Path), Failures);
        a.Connection.SetTrack(MediaKind.Audio, audio);
        audio.SetOpen(true);
        await b.Sound.Hears(700);
        var begin = TimeProvider.System.GetTimestamp();
        var heard = b.Sound.Count;
        await b.Sound.More(75);
        var took = TimeProvider.System.GetElapsedTime(begin);

        // 75 runs of 20 ms: about 1.5 s, two rounds and a half of the file.
        Assert.InRange(took.TotalSeconds, 1.0, 4.0);
        Assert.True(Openings(audio) >= 2 && heard > 0);
        await b.Sound.Hears(700);
        Assert.False(Failures.HasFailed, Failures.HasFailed ? await Failures.Failed : "");
    }

    [Fact]
    public async Task CALL_094_AMissingFileIsReportedAndTheConnectionLives()
    {
        var (a, b) = await Connected();
        var audio = Factory.CreateAudioTrack(new AudioSource.MediaFile("/nowhere/at all.wav"), Failures);
        a.Connection.SetTrack(MediaKind.Audio, audio);
        audio.SetOpen(true);
        Assert.Contains("/nowhere/at all.wav", await Failures.Failed, StringComparison.Ordinal);
        var video = Pattern();
        a.Connection.SetTrack(MediaKind.Video, video);
        video.SetOpen(true);
        await b.Pictures.More(2);
    }

    [Fact]
    public async Task CALL_094_AFileWithoutTheKindIsReported()
    {
        using var file = new WaveFile(700, TimeSpan.FromSeconds(0.6));
        var video = Factory.CreateVideoTrack(new VideoSource.MediaFile(file.Path), Failures);
        video.SetOpen(true);
        Assert.NotEmpty(await Failures.Failed);
    }

    [Fact]
    public async Task CALL_094_AFileThatIsNoMediaIsReported()
    {
        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, "Not a film.", TestContext.Current.CancellationToken);
        Factory.CreateVideoTrack(new VideoSource.MediaFile(path), Failures).SetOpen(true);
        Assert.NotEmpty(await Failures.Failed);
        File.Delete(path);
    }

    [Theory]
    [InlineData("/dev/video99")]
    [InlineData(null)]
    public async Task CALL_094_AMissingCameraIsReported(string? id)
    {
        Assert.SkipWhen(id is null && Directory.GetFiles("/dev", "video*").Length > 0, "This machine has a camera.");
        var camera = Factory.CreateVideoTrack(new VideoSource.Camera(id), Failures);
        var preview = new PictureSink();
        camera.AddPreview(preview);
        camera.SetOpen(true);
        Assert.NotEmpty(await Failures.Failed);
        Assert.Equal(0, preview.Count);
    }

    [Theory]
    [InlineData("no_such_source")]
    [InlineData("hw:99")]
    [InlineData(null)]
    public async Task CALL_094_AMissingMicrophoneIsReported(string? id)
    {
        Assert.SkipWhen(id is null && Directory.Exists("/dev/snd"), "This machine has a microphone.");
        Factory.CreateAudioTrack(new AudioSource.Microphone(id), Failures).SetOpen(true);
        Assert.NotEmpty(await Failures.Failed);
    }

    [Fact]
    public async Task CALL_094_AnApplicationThatThrowsIsReported()
    {
        Factory.CreateVideoTrack(new VideoSource.Frames(new Manual(_ => throw new IOException("No picture today."))), Failures).SetOpen(true);
        Assert.Contains("No picture today.", await Failures.Failed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFailedTrackMayBeOpenedAnew()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.wav");
        var (a, b) = await Connected();
        var audio = Factory.CreateAudioTrack(new AudioSource.MediaFile(path), Failures);
        a.Connection.SetTrack(MediaKind.Audio, audio);
        audio.SetOpen(true);
        await Failures.Failed;
        using var file = new WaveFile(500, TimeSpan.FromSeconds(2));
        File.Copy(file.Path, path);
        audio.SetOpen(true);
        await b.Sound.Hears(500);
        File.Delete(path);
    }

    private sealed class Manual(Action<IVideoSink> start) : IVideoFrameSource, IDisposable
    {
        public IDisposable Start(IVideoSink sink)
        {
            start(sink);
            return this;
        }

        public void Dispose()
        {
        }
    }
}
