using System.Text;
using Calling.Media;
using Calling.Providers.WebRtc.Engines;
using Calling.Providers.WebRtc.PeerConnections;
using Calling.Providers.WebRtc.SipSorcery.Capture;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace Calling.Providers.WebRtc.SipSorcery.Tests;

public sealed class SourceTests : IAsyncLifetime
{
    private readonly SipSorceryPeerConnectionFactory _factory = new();
    private readonly TrackObserver _failures = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _factory.DisposeAsync();

    [Fact]
    public async Task APictureFilePlaysAndBeginsAgain()
    {
        // Odd sizes, an attribute of the frame, and more pictures than it has.
        var path = Path.GetTempFileName();
        await using (var file = File.Create(path))
        {
            file.Write("YUV4MPEG2 W33 H17 F30:1 Ip A1:1 C420jpeg\n"u8);
            for (byte shade = 50; shade < 53; shade++)
            {
                file.Write("FRAME Ip\n"u8);
                file.Write(Enumerable.Repeat(shade, (33 * 17) + (2 * 17 * 9)).ToArray());
            }
        }

        var track = _factory.CreateVideoTrack(new VideoSource.MediaFile(path), _failures);
        var sink = new PictureSink();
        track.AddPreview(sink);
        track.SetOpen(true);
        await sink.More(8);
        Assert.Equal((33, 17), (sink.Last.Width, sink.Last.Height));
        Assert.InRange(sink.Last.Y, 50, 52);
        Assert.False(_failures.HasFailed);
        await track.DisposeAsync();
        File.Delete(path);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello\n")]
    [InlineData("YUV4MPEG2 W32 H32 F30:1 C444\nFRAME\n")]
    [InlineData("YUV4MPEG2 W32 H32 F0:1\nFRAME\n")]
    [InlineData("YUV4MPEG2 W32 F30:1\nFRAME\n")]
    [InlineData("YUV4MPEG2 W32 H32 F30:1 C420\nFRAME\nshort")]
    [InlineData("YUV4MPEG2 W32 H32 F30:1 C420\n")]
    [InlineData("YUV4MPEG2 W1920 H1920 F30:1 C420\nFRAME\n")]
    public async Task CALL_094_APictureFileThatIsNoneIsReported(string text)
    {
        var path = Path.GetTempFileName();
        await File.WriteAllBytesAsync(path, Encoding.ASCII.GetBytes(text), TestContext.Current.CancellationToken);
        var track = _factory.CreateVideoTrack(new VideoSource.MediaFile(path), _failures);
        track.SetOpen(true);
        Assert.NotEmpty(await _failures.Failed);
        File.Delete(path);
    }

    [Fact]
    public async Task CALL_094_ASoundFileThatIsNoneIsReported()
    {
        var track = _factory.CreateAudioTrack(new AudioSource.MediaFile(typeof(SourceTests).Assembly.Location), _failures);
        track.SetOpen(true);
        Assert.Contains("WAVE", await _failures.Failed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CALL_094_DevicesAreReportedAsMissing()
    {
        var camera = _factory.CreateVideoTrack(new VideoSource.Camera(), _failures);
        camera.SetOpen(true);
        Assert.Contains("camera", await _failures.Failed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CALL_094_PicturesThatAreTooLargeAreReported()
    {
        var source = new PatchSource(PixelFormat.I420, 1_936, 1_088, 0, (100, 100, 100));
        var video = _factory.CreateVideoTrack(new VideoSource.Frames(source), _failures);
        video.SetOpen(true);
        Assert.Contains("1936x1088", await _failures.Failed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CALL_094_AnEncoderThatFailsEndsTheCapture()
    {
        List<string> told = [];
        var failed = new TaskCompletionSource();
        var news = new CaptureNews(
            (_, _) => { },
            (capture, reason) =>
            {
                capture.Shut();
                told.Add(reason);
                failed.TrySetResult();
            },
            new SinkList<IVideoSink>(MediaKind.Video, NullLogger.Instance), new SinkList<IAudioSink>(MediaKind.Audio, NullLogger.Instance));

        // Nobody gets such options past the factory: the codec refuses them.
        using var video = new VideoCapture(
            new VideoSource.TestPattern(32, 32, 60), new SipSorceryOptions { KeyFrameInterval = 0 }, TimeProvider.System, news) { Encodes = true };
        video.Start();
        await failed.Task.WaitAsync(Eventually.Deadline, TestContext.Current.CancellationToken);
        Assert.Contains("KeyframeIntervalFrames", Assert.Single(told), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PicturesAreDrawnIntoTheSameMemory()
    {
        const int Pictures = 30;
        var video = _factory.CreateVideoTrack(new VideoSource.TestPattern(640, 480, 60), _failures);
        var sink = new PictureSink();
        video.AddPreview(sink);
        video.SetOpen(true);
        await sink.More(5);
        var before = GC.GetTotalAllocatedBytes();
        await sink.More(Pictures);

        // A picture has 460,800 bytes.
        Assert.InRange((GC.GetTotalAllocatedBytes() - before) / Pictures, 0, 40_000);
    }

    [Fact]
    public async Task AMonitorHearsWhatIsCaptured()
    {
        var audio = _factory.CreateAudioTrack(new AudioSource.Tone(500), _failures);
        var monitor = new SoundSink();
        audio.AddMonitor(monitor);
        audio.SetOpen(true);
        await monitor.Hears(500);
        Assert.Throws<InvalidOperationException>(() => audio.AddPreview(new PictureSink()));
    }

    [Fact]
    public async Task TheLastOfFiftyTogglesWins()
    {
        var video = _factory.CreateVideoTrack(new VideoSource.TestPattern(32, 32, 30), _failures);
        var sink = new PictureSink();
        video.AddPreview(sink);
        for (var i = 0; i < 51; i++)
        {
            video.SetOpen(i % 2 == 0);
        }

        await sink.More(5);
        await video.DisposeAsync();
        video.SetOpen(true);
        Assert.InRange(((LocalTrack)video).Openings, 1, 27);
    }

    [Theory]
    [InlineData(8_000, 1)]
    [InlineData(22_050, 1)]
    [InlineData(44_100, 2)]
    [InlineData(48_000, 2)]
    public void SoundOfEveryRateBecomes48Kilohertz(int rate, int channels)
    {
        var resampler = new Resampler(rate, channels);
        var samples = new short[rate / 10 * channels];
        var made = 0;
        for (var i = 0; i < 10; i++)
        {
            samples.AsSpan().Fill(1_000);
            var converted = resampler.Convert(samples);
            made += converted.Length;
            Assert.Equal(1_000, converted[^1]);
        }

        Assert.InRange(made, 47_990, 48_010);
    }

    [Fact]
    public void CALL_141_SeveralAddressesAreToldAtStartUp()
    {
        var builder = new WebRtcBuilder().UseSipSorcery();
        Assert.Empty(Problems());
        builder.Configure(o => o.LocalAddresses.Add("127.0.0.2"));
        Assert.StartsWith("Calling:WebRtc:LocalAddresses names 2 addresses; SIPSorcery gathers on one", Assert.Single(Problems()), StringComparison.Ordinal);

        List<string> Problems()
        {
            List<string> problems = [];
            var section = new ConfigurationBuilder()
                .AddInMemoryCollection([new("Server", "https://calls.example.com"), new("LocalAddresses:0", "127.0.0.1")]).Build();
            new WebRtcSettings(section, "Calling:WebRtc", builder).Read(problems);
            return problems;
        }
    }

    [Fact]
    public void OptionsThatChangeLaterChangeNothing()
    {
        var options = new SipSorceryOptions { KeyFrameInterval = 7 };
        var taken = options.Validated();
        options.KeyFrameInterval = 0;
        Assert.Equal(7, taken.KeyFrameInterval);
    }

    [Fact]
    public void WhatCannotBeUsedIsRefusedAtOnce()
    {
        Refused(() => _ = new SipSorceryPeerConnectionFactory(new SipSorceryOptions { KeyFrameInterval = 0 }));
        Refused(() => _factory.CreateVideoTrack(new VideoSource.TestPattern(15, 16, 15), _failures));
        Refused(() => _factory.CreateAudioTrack(new AudioSource.Tone(5), _failures));
        Refused(() => _factory.CreatePeerConnection(new([], IceTransportPolicy.All, ["localhost"]), new Peer(_factory)));
        Refused(() => _factory.CreatePeerConnection(new([], IceTransportPolicy.All, ["127.0.0.1", "127.0.0.2"]), new Peer(_factory)));
        foreach (var url in new[] { "http://turn", "stuns:host", "stun:" })
        {
            Refused(() => _factory.CreatePeerConnection(new([new IceServer { Url = url }], IceTransportPolicy.All, []), new Peer(_factory)));
        }

        Assert.StartsWith("SIPSorcery 10.", _factory.Name, StringComparison.Ordinal);

        static void Refused(Action act) => Assert.Equal(CallErrorCode.InvalidArgument, Assert.Throws<CallException>(act).Code);
    }
}
