using System.Runtime.InteropServices;
using Calling.Media;

namespace Calling.Cli.Media;

/// <summary>Keeps all sound, and says how much of it a person would hear.</summary>
internal sealed class AudioRecorder : IAudioSink
{
    /// <summary>A run counts as audible when its RMS is above this: -50 dBFS, well above coding noise, well below speech.</summary>
    public const double AudibleRms = 0.00316;

    private readonly Lock _lock = new();
    private readonly List<short> _samples = [];
    private TimeSpan _audible;
    private int _sampleRate;
    private int _channels;

    /// <summary>How long it was audible.</summary>
    public TimeSpan Audible
    {
        get
        {
            lock (_lock)
            {
                return _audible;
            }
        }
    }

    /// <inheritdoc/>
    public void OnFrame(in AudioFrame frame)
    {
        lock (_lock)
        {
            if (Rms(frame.Samples) > AudibleRms)
            {
                _audible += frame.Duration;
            }

            if (_samples.Count == 0)
            {
                (_sampleRate, _channels) = (frame.SampleRate, frame.Channels);
            }

            // A file has one format; a peer that changes it midway is heard, but not recorded.
            if ((frame.SampleRate, frame.Channels) == (_sampleRate, _channels))
            {
                _samples.AddRange(frame.Samples);
            }
        }
    }

    /// <summary>Writes what was kept.</summary>
    /// <returns>False if there was nothing.</returns>
    public bool Save(string path)
    {
        lock (_lock)
        {
            if (_samples.Count == 0)
            {
                return false;
            }

            WavWriter.Write(path, CollectionsMarshal.AsSpan(_samples), _sampleRate, _channels);
            return true;
        }
    }

    private static double Rms(ReadOnlySpan<short> samples)
    {
        double sum = 0;
        foreach (var sample in samples)
        {
            sum += (double)sample * sample;
        }

        return samples.IsEmpty ? 0 : Math.Sqrt(sum / samples.Length) / short.MaxValue;
    }
}
