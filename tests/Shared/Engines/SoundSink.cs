using Calling.Media;

namespace Calling.Tests;

/// <summary>Keeps the last second of sound and finds its pitch.</summary>
internal sealed class SoundSink : IAudioSink
{
    private readonly Eventually _event = new();
    private readonly Lock _gate = new();
    private readonly short[] _last = new short[24_000];
    private int _next;
    private long _count;

    internal long Count => Interlocked.Read(ref _count);

    public void OnFrame(in AudioFrame frame)
    {
        lock (_gate)
        {
            for (var i = 0; i < frame.Samples.Length; i += frame.Channels)
            {
                _last[_next] = frame.Samples[i];
                _next = (_next + 1) % _last.Length;
            }
        }

        Interlocked.Increment(ref _count);
        _event.Pulse();
    }

    internal Task More(int count)
    {
        var goal = Count + count;
        return _event.Until(() => Count >= goal, $"{count} more runs of sound");
    }

    internal Task Hears(double hertz)
        => _event.Until(() => Math.Abs(Frequency - hertz) < hertz * 0.05, $"a tone of {hertz} Hz");

    /// <summary>From zero crossings over the last half second; 0 while it is quiet.</summary>
    internal double Frequency
    {
        get
        {
            lock (_gate)
            {
                int crossings = 0, loud = 0;
                for (var i = 1; i < _last.Length; i++)
                {
                    short a = _last[(_next + i - 1) % _last.Length], b = _last[(_next + i) % _last.Length];
                    crossings += a < 0 && b >= 0 ? 1 : 0;
                    loud += Math.Abs((int)b) > 500 ? 1 : 0;
                }

                return loud < _last.Length / 2 ? 0 : crossings * 2;
            }
        }
    }
}
