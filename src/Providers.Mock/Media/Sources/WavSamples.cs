using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Calling.Providers.Mock;

/// <summary>The sound of a WAV file (PCM, 16 bits), again from the start at its end.</summary>
internal sealed class WavSamples : ISampleSource
{
    private const int MaxBytes = 64 * 1024 * 1024;
    private readonly short[] _samples;

    private WavSamples(short[] samples, int sampleRate, int channels) => (_samples, SampleRate, Channels) = (samples, sampleRate, channels);

    public int SampleRate { get; }

    public int Channels { get; }

    /// <exception cref="CaptureException">The file is not there, or is not such a file.</exception>
    public static WavSamples Read(string path)
    {
        try
        {
            var length = new FileInfo(path).Length;
            return length <= MaxBytes
                ? Parse(File.ReadAllBytes(path), path)
                : throw Unusable(path, $"it has {length:N0} bytes, and at most {MaxBytes:N0} are read");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CaptureException($"The sound file '{path}' cannot be read: {error.Message}", error);
        }
    }

    public void Fill(Span<short> samples, long position)
    {
        var from = (int)(position * Channels % _samples.Length);
        while (!samples.IsEmpty)
        {
            var run = Math.Min(samples.Length, _samples.Length - from);
            _samples.AsSpan(from, run).CopyTo(samples);
            samples = samples[run..];
            from = 0;
        }
    }

    internal static WavSamples Parse(ReadOnlySpan<byte> file, string path)
    {
        if (file.Length < 12 || !file[..4].SequenceEqual("RIFF"u8) || !file[8..12].SequenceEqual("WAVE"u8))
        {
            throw Unusable(path, "it is no RIFF WAVE file");
        }

        int rate = 0, channels = 0;
        for (var rest = file[12..]; rest.Length >= 8;)
        {
            var size = (int)Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]), (uint)rest.Length - 8);
            var body = rest.Slice(8, size);
            if (rest[..4].SequenceEqual("fmt "u8))
            {
                (rate, channels) = Format(body, path);
            }
            else if (rate > 0 && rest[..4].SequenceEqual("data"u8))
            {
                return new WavSamples(Samples(body, channels, path), rate, channels);
            }

            rest = rest[Math.Min(rest.Length, 8 + size + (size & 1))..];
        }

        throw Unusable(path, "it has no sound");
    }

    private static (int Rate, int Channels) Format(ReadOnlySpan<byte> body, string path)
    {
        const int Pcm = 1, Extensible = 0xFFFE;
        if (body.Length < 16)
        {
            throw Unusable(path, "its format is cut short");
        }

        int tag = BinaryPrimitives.ReadUInt16LittleEndian(body), channels = BinaryPrimitives.ReadUInt16LittleEndian(body[2..]);
        long rate = BinaryPrimitives.ReadUInt32LittleEndian(body[4..]);
        int bits = BinaryPrimitives.ReadUInt16LittleEndian(body[14..]);
        tag = tag == Extensible && body.Length >= 26 ? BinaryPrimitives.ReadUInt16LittleEndian(body[24..]) : tag;
        return tag == Pcm && bits == 16 && channels is 1 or 2 && rate is >= 8_000 and <= 48_000
            ? ((int)rate, channels)
            : throw Unusable(path, $"it has format {tag}, {bits} bits, {channels} channels at {rate} Hz; PCM (1), 16 bits, 1 or 2 channels at 8,000 to 48,000 Hz is read");
    }

    private static short[] Samples(ReadOnlySpan<byte> body, int channels, string path)
    {
        var samples = new short[body.Length / (2 * channels) * channels];
        if (samples.Length == 0)
        {
            throw Unusable(path, "it has no sound");
        }

        body[..(samples.Length * 2)].CopyTo(MemoryMarshal.AsBytes(samples.AsSpan()));
        if (!BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(samples, samples);
        }

        return samples;
    }

    private static CaptureException Unusable(string path, string why) => new($"The sound file '{path}' cannot be used: {why}.");
}
