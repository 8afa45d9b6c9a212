namespace Calling.Conformance;

/// <summary>Makes messages late.</summary>
internal sealed class DelayFault(Func<LineMessage, bool> concerns, Action<LineFault> remove, TimeSpan by) : LineFault(concerns, remove)
{
    private readonly Lock _gate = new();
    private readonly List<ITimer> _timers = [];
    private readonly Queue<Action> _late = new();

    private protected override void Disturb(LineMessage message, TimeProvider time, Action next)
    {
        lock (_gate)
        {
            // Whichever timer fires first delivers what waits longest: they all wait alike.
            _late.Enqueue(next);
            _timers.Add(time.CreateTimer(_ => DeliverNext(), null, by, Timeout.InfiniteTimeSpan));
        }
    }

    private void DeliverNext()
    {
        Action? next;
        lock (_gate)
        {
            _late.TryDequeue(out next);
        }

        next?.Invoke();
    }
}
