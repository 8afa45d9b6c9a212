namespace Calling.Acs.Emulator;

/// <summary>Adds up what several senders say into buffers of 20 ms.</summary>
internal sealed class Mixer(int rate, int channels)
{
    private const int BuffersKept = 25;
    private readonly Lock _lock = new();
    private readonly Dictionary<Leg, Queue<short>> _senders = [];
    private readonly int _length = rate / 50 * channels;

    public void Add(Leg sender, Pcm sound)
    {
        lock (_lock)
        {
            if (!_senders.TryGetValue(sender, out var samples))
            {
                _senders[sender] = samples = [];
            }

            foreach (short sample in sound.To(rate, channels).Samples)
            {
                samples.Enqueue(sample);
            }

            // A listener that does not keep up loses the oldest sound.
            while (samples.Count > BuffersKept * _length)
            {
                samples.Dequeue();
            }
        }
    }

    /// <summary>The next buffer; null if nobody has said that much.</summary>
    public Pcm? Take()
    {
        lock (_lock)
        {
            var ready = _senders.Values.Where(samples => samples.Count >= _length).ToList();
            return ready.Count == 0 ? null : new Pcm([.. Enumerable.Range(0, _length).Select(_ => Sum(ready))], rate, channels);
        }
    }

    public Pcm Silence() => new(new short[_length], rate, channels);

    private static short Sum(List<Queue<short>> senders) =>
        (short)Math.Clamp(senders.Sum(samples => samples.Dequeue()), short.MinValue, short.MaxValue);
}
