using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Calling.Providers.WebRtc.SipSorcery.Capture;

/// <summary>A RIFF/WAVE file of 16-bit PCM, read again from the start at its end. Not thread-safe.</summary>
internal sealed class WaveReader : IDisposable
{
    private readonly FileStream _file;
    private readonly long _begin;
    private readonly long _end;

    internal WaveReader(string path)
    {
        _file = File.OpenRead(path);
        try
        {
            Span<byte> header = stackalloc byte[12];
            Span<byte> format = stackalloc byte[16];
            Require(_file.ReadAtLeast(header, 12, false) == 12 && header[..4].SequenceEqual("RIFF"u8) && header[8..].SequenceEqual("WAVE"u8));
            while (true)
            {
                Require(_file.ReadAtLeast(header[..8], 8, false) == 8);
                long size = BinaryPrimitives.ReadUInt32LittleEndian(header[4..]), begin = _file.Position;
                if (header[..4].SequenceEqual("fmt "u8))
                {
                    Require(size >= format.Length && _file.ReadAtLeast(format, format.Length, false) == format.Length);
                    Channels = BinaryPrimitives.ReadUInt16LittleEndian(format[2..]);
                    SampleRate = (int)BinaryPrimitives.ReadUInt32LittleEndian(format[4..]);
                    Require(BinaryPrimitives.ReadUInt16LittleEndian(format) is 1 or 0xFFFE && BinaryPrimitives.ReadUInt16LittleEndian(format[14..]) == 16);
                    Require(Channels is 1 or 2 && SampleRate is >= 8_000 and <= 48_000);
                }
                else if (header[..4].SequenceEqual("data"u8))
                {
                    // A recorder that was cut off leaves a size that is too large, or none.
                    (_begin, _end) = (begin, Math.Min(begin + (size == 0 ? long.MaxValue - begin : size), _file.Length));
                    Require(SampleRate > 0 && _end - _begin >= sizeof(short) * Channels);
                    return;
                }

                _file.Position = begin + size + (size & 1);
            }
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    internal int SampleRate { get; }

    internal int Channels { get; }

    /// <summary>Fills the span.</summary>
    internal void Read(Span<short> samples)
    {
        var bytes = MemoryMarshal.AsBytes(samples);
        while (!bytes.IsEmpty)
        {
            var left = (_end - _file.Position) / (sizeof(short) * Channels) * (sizeof(short) * Channels);
            if (left <= 0)
            {
                _file.Position = _begin;
                continue;
            }

            var part = bytes[..(int)Math.Min(left, bytes.Length)];
            _file.ReadExactly(part);
            bytes = bytes[part.Length..];
        }

        if (!BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(samples, samples);
        }
    }

    public void Dispose() => _file.Dispose();

    private void Require(bool condition)
    {
        if (!condition)
        {
            throw new InvalidDataException($"{_file.Name} is no RIFF/WAVE file of 16-bit PCM, mono or stereo, at 8 to 48 kHz.");
        }
    }
}
