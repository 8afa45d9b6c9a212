namespace Calling.Providers.Acs.Sdk;

/// <summary>
/// The hearts of one call's devices, in all entries of this device into the group. A device that was never heard is one whose app has none, and is not
/// missed. Used on the queue of the present entry.
/// </summary>
internal sealed class Pulses
{
    /// <summary>More devices than any call has; what a stranger makes up is not remembered.</summary>
    private const int Most = 100;

    private readonly Dictionary<(string AcsId, string Device), Pulse> _pulses = [];

    public Pulse? Find(string acsId, string device) => _pulses.GetValueOrDefault((acsId, device));

    /// <summary>A heartbeat has come.</summary>
    /// <returns>Its device had been silent.</returns>
    public bool Hear(string acsId, Beat beat, long now)
    {
        if (!_pulses.TryGetValue((acsId, beat.Device), out var pulse))
        {
            if (_pulses.Count == Most)
            {
                return false;
            }

            _pulses[(acsId, beat.Device)] = pulse = new();
        }

        return pulse.Hear(beat, now);
    }

    /// <summary>As much time has passed as between two heartbeats.</summary>
    /// <returns>Somebody has fallen silent by that.</returns>
    public bool Miss()
    {
        bool anybody = false;
        foreach (var pulse in _pulses.Values)
        {
            anybody |= pulse.Miss();
        }

        return anybody;
    }
}
