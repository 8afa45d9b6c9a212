using System.Buffers.Binary;

namespace Calling.Cli.Media;

/// <summary>Writes sound as WAV: PCM, 16 bits.</summary>
internal static class WavWriter
{
    private const int HeaderBytes = 44;

    public static void Write(string path, ReadOnlySpan<short> samples, int sampleRate, int channels)
    {
        using var file = File.Create(path);
        Write(file, samples, sampleRate, channels);
    }

    public static void Write(Stream stream, ReadOnlySpan<short> samples, int sampleRate, int channels)
    {
        int bytes = samples.Length * sizeof(short), block = channels * sizeof(short);
        Span<byte> header = stackalloc byte[HeaderBytes];
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], HeaderBytes - 8 + bytes);
        "WAVEfmt "u8.CopyTo(header[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(header[20..], 1); // PCM.
        BinaryPrimitives.WriteInt16LittleEndian(header[22..], (short)channels);
        BinaryPrimitives.WriteInt32LittleEndian(header[24..], sampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(header[28..], sampleRate * block);
        BinaryPrimitives.WriteInt16LittleEndian(header[32..], (short)block);
        BinaryPrimitives.WriteInt16LittleEndian(header[34..], 8 * sizeof(short));
        "data"u8.CopyTo(header[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[40..], bytes);
        stream.Write(header);

        Span<byte> sample = stackalloc byte[sizeof(short)];
        using var buffered = new MemoryStream(bytes);
        foreach (var value in samples)
        {
            BinaryPrimitives.WriteInt16LittleEndian(sample, value);
            buffered.Write(sample);
        }

        buffered.WriteTo(stream);
    }
}
