using System.Numerics;
using Calling.Media;

namespace Calling.Providers.Acs.Sdk;

/// <summary>What is heard of the heart of one device.</summary>
internal sealed class Pulse
{
    /// <summary>This many without one in a row is silence: about 3 s.</summary>
    private const int Silence = 6;

    /// <summary>Quality is judged by this many.</summary>
    private const int Window = 20;

    private readonly long[] _transits = new long[Window];
    private readonly NetworkQualityMeter _meter = new();
    private Beat _newest;
    private uint _arrived;
    private int _span;
    private int _count;
    private int _missed;

    /// <summary>Nothing has been heard for so long that the way is lost.</summary>
    public bool IsSilent => _missed >= Silence;

    /// <summary>As much time has passed as between two heartbeats.</summary>
    /// <returns>It has fallen silent by that.</returns>
    public bool Miss() => ++_missed == Silence;

    /// <summary>A heartbeat has come.</summary>
    /// <param name="beat">What it says.</param>
    /// <param name="now">When, in Unix milliseconds.</param>
    /// <returns>It had been silent.</returns>
    public bool Hear(Beat beat, long now)
    {
        bool wasSilent = IsSilent;
        long ahead = (long)beat.Number - _newest.Number;
        if (wasSilent || _count == 0 || beat.Begun != _newest.Begun)
        {
            (_newest, _arrived, _span, _count) = (beat, 1, 1, 0);
        }
        else if (ahead > 0)
        {
            _arrived = ahead < 32 ? (_arrived << (int)ahead) | 1 : 1;
            _span = (int)Math.Min(_span + ahead, Window);
            _newest = beat;
        }
        else if (ahead > -Window)
        {
            _arrived |= 1u << (int)-ahead;
        }

        _transits[_count++ % Window] = now - beat.At;
        _missed = 0;
        return wasSilent;
    }

    /// <summary>How well it comes through, if that is to be told (rule CALL-126).</summary>
    public NetworkQuality? Judge()
    {
        if (_span < Window || IsSilent)
        {
            return null;
        }

        // Of so few, one that is lost says nothing. How long the way is the two clocks do not tell, only how much longer than at best: there, and as much back.
        int lost = Window - BitOperations.PopCount(_arrived & ((1u << Window) - 1));
        var transits = _transits.AsSpan(0, Math.Min(_count, Window));
        long sum = 0, best = long.MaxValue;
        foreach (long transit in transits)
        {
            sum += transit;
            best = Math.Min(best, transit);
        }

        return _meter.Judge(Math.Max(0, lost - 1) / (double)Window, 2 * TimeSpan.FromMilliseconds((sum / (double)transits.Length) - best));
    }
}
