using System.Buffers.Binary;
using Calling.Media;

namespace Calling.Providers.Mock.Tests;

public sealed class MediaSourceTests : IAsyncLifetime
{
    private readonly MockWorld _world = MockWorld.CreateVirtual();
    private Device _alice = null!;
    private Device _bob = null!;

    public async ValueTask InitializeAsync()
    {
        _alice = await Device.SignInAsync(_world, "alice");
        _bob = await Device.SignInAsync(_world, "bob");
    }

    public async ValueTask DisposeAsync()
    {
        await _alice.DisposeAsync();
        await _bob.DisposeAsync();
    }

    [Fact]
    public async Task A_tone_is_a_sine_of_its_frequency_and_level()
    {
        var b = await Hear(new AudioSource.Tone(1_000, 0.5));
        var (crossings, peak) = (0, b.LastSound.Max());
        for (var i = 1; i < b.LastSound.Length; i++)
        {
            crossings += b.LastSound[i - 1] < 0 && b.LastSound[i] >= 0 ? 1 : 0;
        }

        Assert.Equal(960, b.LastSound.Length);
        Assert.InRange(crossings, 19, 20);
        Assert.InRange(peak, 16_300, 16_400);
    }

    [Fact]
    public async Task A_test_pattern_moves_and_its_clock_runs()
    {
        var b = await Watch(new VideoSource.TestPattern(160, 120, 30));
        Assert.Equal((30, (PixelFormat.I420, 160, 120)), (b.Pictures, b.LastSize));
        var first = b.LastPicture;
        await _world.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.NotEqual(first, b.LastPicture);
        Assert.Contains((byte)235, first);
    }

    [Fact]
    public async Task A_BGRA_picture_of_the_app_arrives_as_I420()
    {
        var source = new AppSource();
        var b = await Watch(new VideoSource.Frames(source));
        var red = new byte[3 * 3 * 4];
        for (var i = 0; i < red.Length; i += 4)
        {
            (red[i], red[i + 1], red[i + 2], red[i + 3]) = (0, 0, 255, 255);
        }

        source.Video!.OnFrame(VideoFrame.Bgra(3, 3, red, 12, TimeSpan.Zero));

        Assert.Equal((PixelFormat.I420, 3, 3), b.LastSize);
        Assert.All(b.LastPicture[..9], y => Assert.InRange(y, 81, 83));
        Assert.All(b.LastPicture[9..13], u => Assert.InRange(u, 89, 91));
        Assert.All(b.LastPicture[13..], v => Assert.InRange(v, 239, 241));
        Assert.Contains("FirstVideoFrame", b.HeardNames());
        Assert.Equal(1, _world.Media.FramesSent("alice", MediaKind.Video));
    }

    [Fact]
    public async Task CALL_037_An_apps_source_runs_only_while_capture_is_allowed()
    {
        var source = new AppSource();
        var (a, b) = (MediaEnd.Open(_alice, new AudioSource.Frames(source), new VideoSource.Frames(source)), MediaEnd.Open(_bob));
        Assert.Equal(0, source.Running);
        await MediaEnd.JoinAsync(a, b);
        using var sink = b.Session.AddVideoSink("alice", b);
        Assert.Equal(2, source.Running);
        var picture = new byte[VideoFrame.I420Size(16, 16)];

        a.Session.SetGate(MediaKind.Video, false);
        source.Video!.OnFrame(VideoFrame.I420(16, 16, picture, TimeSpan.Zero));
        Assert.Equal((1, 0, 0L), (source.Running, b.Pictures, _world.Media.FramesSent("alice", MediaKind.Video)));

        a.Session.SetGate(MediaKind.Video, true);
        source.Video!.OnFrame(VideoFrame.I420(16, 16, picture, TimeSpan.Zero));
        Assert.Equal((2, 1), (source.Running, b.Pictures));

        await a.Session.DisposeAsync();
        Assert.Equal(0, source.Running);
    }

    [Fact]
    public async Task A_WAV_file_is_heard_sample_by_sample_and_again_from_its_start()
    {
        var path = Path.Combine(Path.GetTempPath(), $"calling-{Guid.NewGuid():N}.wav");
        await File.WriteAllBytesAsync(path, Wav(rate: 8_000, samples: 200), TestContext.Current.CancellationToken);
        try
        {
            var b = await Hear(new AudioSource.MediaFile(path), milliseconds: 40);
            Assert.Equal(160, b.LastSound.Length);
            Assert.Equal(Enumerable.Range(160, 160).Select(i => (short)(i % 200)), b.LastSound);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("/nowhere/sound.wav", "cannot be read")]
    [InlineData("", "cannot be read")]
    public async Task CALL_094_A_sound_file_that_cannot_be_read_is_told(string path, string reason)
    {
        var (a, b) = (MediaEnd.Open(_alice, new AudioSource.MediaFile(path)), MediaEnd.Open(_bob));
        await MediaEnd.JoinAsync(a, b);

        Assert.Contains(reason, Assert.Single(a.Heard.OfType<MediaSignal.DeviceUnavailable>()).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, 16, 2, 8_000, "format 3")]
    [InlineData(1, 8, 1, 8_000, "8 bits")]
    [InlineData(1, 16, 6, 48_000, "6 channels")]
    [InlineData(1, 16, 1, 96_000, "96000 Hz")]
    public void A_WAV_file_of_another_kind_is_refused_with_what_it_is(int format, int bits, int channels, int rate, string why)
        => Assert.Contains(
            why,
            Assert.Throws<CaptureException>(() => WavSamples.Parse(Wav(rate, 10, format, bits, channels), "x.wav")).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_WAV_file_cut_short_anywhere_is_refused_or_read_never_worse()
    {
        var whole = Wav(8_000, 20);
        for (var length = 0; length < whole.Length; length++)
        {
            try
            {
                WavSamples.Parse(whole.AsSpan(0, length), "x.wav").Fill(new short[50], 7);
            }
            catch (CaptureException)
            {
            }
        }
    }

    [Fact]
    public async Task CALL_094_Video_files_and_wrong_patterns_are_told_with_the_reason()
    {
        var (a, b) = (MediaEnd.Open(_alice, video: new VideoSource.MediaFile("film.mp4")), MediaEnd.Open(_bob, video: new VideoSource.TestPattern(15, 15)));
        await MediaEnd.JoinAsync(a, b);

        Assert.Contains("does not decode video files", Assert.Single(a.Heard.OfType<MediaSignal.DeviceUnavailable>()).Reason, StringComparison.Ordinal);
        Assert.Contains("15x15", Assert.Single(b.Heard.OfType<MediaSignal.DeviceUnavailable>()).Reason, StringComparison.Ordinal);
    }

    private static byte[] Wav(int rate, int samples, int format = 1, int bits = 16, int channels = 1)
    {
        var data = samples * 2;
        var file = new byte[44 + data];
        "RIFF"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), 36 + data);
        "WAVEfmt "u8.CopyTo(file.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(20), (short)format);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(22), (short)channels);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(24), rate);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(34), (short)bits);
        "data"u8.CopyTo(file.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(40), data);
        for (var i = 0; i < samples; i++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(44 + (i * 2)), (short)i);
        }

        return file;
    }

    private async Task<MediaEnd> Hear(AudioSource source, int milliseconds = 1_000)
    {
        var (a, b) = (MediaEnd.Open(_alice, source), MediaEnd.Open(_bob));
        await MediaEnd.JoinAsync(a, b);
        b.Session.AddAudioSink("alice", b);
        await _world.AdvanceAsync(TimeSpan.FromMilliseconds(milliseconds));
        return b;
    }

    private async Task<MediaEnd> Watch(VideoSource source)
    {
        var (a, b) = (MediaEnd.Open(_alice, video: source), MediaEnd.Open(_bob));
        await MediaEnd.JoinAsync(a, b);
        b.Session.AddVideoSink("alice", b);
        await _world.AdvanceAsync(TimeSpan.FromSeconds(1));
        return b;
    }

    private sealed class AppSource : IVideoFrameSource, IAudioFrameSource
    {
        public IVideoSink? Video { get; private set; }

        public int Running { get; private set; }

        public IDisposable Start(IVideoSink sink)
        {
            Video = sink;
            return Begin();
        }

        public IDisposable Start(IAudioSink sink) => Begin();

        private Release Begin()
        {
            Running++;
            return new Release(() => Running--);
        }
    }
}
