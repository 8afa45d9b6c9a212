namespace Calling.Tests;

/// <summary>A short RIFF/WAVE file of one tone, gone after the test.</summary>
internal sealed class WaveFile : IDisposable
{
    internal WaveFile(double hertz, TimeSpan length, int rate = 16_000)
    {
        var samples = new short[(int)(length.TotalSeconds * rate)];
        SineSource.Fill(samples, 0, hertz, rate, 1);
        using var writer = new BinaryWriter(File.Create(Path));
        writer.Write("RIFF"u8);
        writer.Write(36 + (samples.Length * 2));
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(rate);
        writer.Write(rate * 2);
        writer.Write((short)2);
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write(samples.Length * 2);
        foreach (var sample in samples)
        {
            writer.Write(sample);
        }
    }

    internal string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"tone with \"quotes\" {Guid.NewGuid():N}.wav");

    public void Dispose() => File.Delete(Path);
}
