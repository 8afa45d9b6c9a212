namespace Calling.Providers.WebRtc.Engines;

/// <summary>Key frames are large; however many peers ask at once, one comes, and not more often than a few times a second.</summary>
internal sealed class KeyFrameThrottle(TimeProvider time)
{
    private static readonly TimeSpan Distance = TimeSpan.FromMilliseconds(200);

    private readonly Lock _gate = new();
    private long? _asked;
    private bool _wanted;

    /// <summary>Somebody needs one.</summary>
    /// <returns>True when the encoder is to be asked now.</returns>
    internal bool Want()
    {
        lock (_gate)
        {
            _wanted = true;
            return Ask();
        }
    }

    /// <summary>Whether one that was put off is due now.</summary>
    internal bool Due()
    {
        lock (_gate)
        {
            return _wanted && Ask();
        }
    }

    /// <summary>One has come.</summary>
    internal void Came()
    {
        lock (_gate)
        {
            _wanted = false;
        }
    }

    private bool Ask()
    {
        if (_asked is { } asked && time.GetElapsedTime(asked) < Distance)
        {
            return false;
        }

        _asked = time.GetTimestamp();
        return true;
    }
}
