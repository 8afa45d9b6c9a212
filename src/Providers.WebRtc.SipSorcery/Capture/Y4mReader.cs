using System.Globalization;
using System.Text;
using Calling.Providers.WebRtc.SipSorcery.Codecs;

namespace Calling.Providers.WebRtc.SipSorcery.Capture;

/// <summary>A YUV4MPEG2 file of 4:2:0 pictures, read again from the start at its end. Not thread-safe.</summary>
internal sealed class Y4mReader : IDisposable
{
    private const int LongestLine = 1_024;

    private readonly FileStream _file;
    private readonly long _begin;

    internal Y4mReader(string path)
    {
        _file = File.OpenRead(path);
        try
        {
            var words = ReadLine().Split(' ');
            if (words[0] != "YUV4MPEG2" || words.Any(w => w.StartsWith('C') && !w.StartsWith("C420", StringComparison.Ordinal)) || words.Contains("C420p10"))
            {
                throw new InvalidDataException($"{path} is no YUV4MPEG2 file with pictures of 4:2:0 and 8 bits.");
            }

            Width = int.Parse(Word(words, 'W'), CultureInfo.InvariantCulture);
            Height = int.Parse(Word(words, 'H'), CultureInfo.InvariantCulture);
            var rate = Array.ConvertAll(Word(words, 'F').Split(':'), part => double.Parse(part, CultureInfo.InvariantCulture));
            FramesPerSecond = rate[0] / rate[^1];
            _begin = _file.Position;
            if (Width < 16 || Height < 16 || !Vp8Header.Takes(Width, Height) || FramesPerSecond is not (>= 1 and <= 60) || _file.Length <= _begin)
            {
                throw new InvalidDataException($"{path} has no pictures, or of a size or rate that cannot be sent.");
            }
        }
        catch (Exception fault)
        {
            _file.Dispose();
            if (fault is FormatException or OverflowException)
            {
                throw new InvalidDataException($"{path} has a header that cannot be read.", fault);
            }

            throw;
        }
    }

    internal int Width { get; }

    internal int Height { get; }

    internal double FramesPerSecond { get; }

    /// <summary>Reads the next picture into one of its size.</summary>
    internal void Read(Picture picture)
    {
        if (_file.Position >= _file.Length)
        {
            _file.Position = _begin;
        }

        if (!ReadLine().StartsWith("FRAME", StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{_file.Name} is damaged.");
        }

        ReadPlane(picture.Plane(0), picture.PaddedWidth, Width, Height);
        ReadPlane(picture.Plane(1), picture.PaddedWidth / 2, (Width + 1) / 2, (Height + 1) / 2);
        ReadPlane(picture.Plane(2), picture.PaddedWidth / 2, (Width + 1) / 2, (Height + 1) / 2);
        picture.Pad();
    }

    public void Dispose() => _file.Dispose();

    private void ReadPlane(Span<byte> plane, int stride, int width, int height)
    {
        for (var row = 0; row < height; row++)
        {
            _file.ReadExactly(plane.Slice(row * stride, width));
        }
    }

    private static string Word(string[] words, char first)
        => words.Skip(1).FirstOrDefault(w => w.StartsWith(first))?[1..] ?? throw new FormatException($"There is no {first}.");

    private string ReadLine()
    {
        var line = new StringBuilder();
        for (var next = _file.ReadByte(); next != '\n'; next = _file.ReadByte())
        {
            if (next < 0 || line.Length == LongestLine)
            {
                throw new InvalidDataException($"{_file.Name} is no YUV4MPEG2 file.");
            }

            line.Append((char)next);
        }

        return line.ToString();
    }
}
