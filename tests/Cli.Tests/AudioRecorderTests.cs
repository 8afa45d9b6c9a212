using System.Buffers.Binary;
using System.Text;
using Calling.Cli.Media;
using Calling.Media;

namespace Calling.Cli.Tests;

public sealed class AudioRecorderTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void A_file_has_the_header_and_the_samples()
    {
        using var file = new MemoryStream();
        WavWriter.Write(file, [1, -2, short.MaxValue, short.MinValue], 16_000, 2);
        var bytes = file.ToArray();
        Assert.Equal(52, bytes.Length);
        Assert.Equal("RIFF", Encoding.ASCII.GetString(bytes, 0, 4));
        Assert.Equal("WAVEfmt ", Encoding.ASCII.GetString(bytes, 8, 8));
        Assert.Equal(44, Int(4));
        Assert.Equal(16_000, Int(24));
        Assert.Equal(64_000, Int(28));
        Assert.Equal(8, Int(40));
        Assert.Equal([1, 0, 0xFE, 0xFF, 0xFF, 0x7F, 0x00, 0x80], bytes[44..]);

        int Int(int at) => BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at));
    }

    [Fact]
    public void Only_what_can_be_heard_counts()
    {
        var recorder = new AudioRecorder();
        recorder.OnFrame(Frame(0));
        recorder.OnFrame(Frame(60));
        Assert.Equal(TimeSpan.Zero, recorder.Audible);
        recorder.OnFrame(Frame(200));
        Assert.Equal(TimeSpan.FromMilliseconds(10), recorder.Audible);
    }

    [Fact]
    public void All_of_one_format_is_recorded_and_nothing_makes_no_file()
    {
        var recorder = new AudioRecorder();
        Assert.False(recorder.Save(_path));
        recorder.OnFrame(Frame(100));
        recorder.OnFrame(new AudioFrame(new short[160], 16_000, 1, default));
        recorder.OnFrame(Frame(100));
        Assert.True(recorder.Save(_path));
        Assert.Equal(44 + (2 * 480 * 2), new FileInfo(_path).Length);
    }

    private static AudioFrame Frame(short level)
    {
        var samples = new short[480];
        Array.Fill(samples, level);
        return new AudioFrame(samples, 48_000, 1, default);
    }
}
