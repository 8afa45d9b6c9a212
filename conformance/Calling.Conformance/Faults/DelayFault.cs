namespace Calling.Conformance;

/// <summary>Makes messages late.</summary>
internal sealed class DelayFault(Func<LineMessage, bool> concerns, Action<LineFault> remove, TimeSpan by) : LineFault(concerns, remove)
{
    private readonly Lock _gate = new();
    private readonly List<ITimer> _timers = [];
    private readonly Queue<Action> _late = new();
    private int _due;
    private bool _delivering;

    private protected override void Disturb(LineMessage message, TimeProvider time, Action next)
    {
        lock (_gate)
        {
            // Whichever timer fires first delivers what waits longest: they all wait alike.
            _late.Enqueue(next);
            _timers.Add(time.CreateTimer(_ => DeliverNext(), null, by, Timeout.InfiniteTimeSpan));
        }
    }

    /// <summary>One at a time, or of two timers that fire at once the second message might arrive first.</summary>
    private void DeliverNext()
    {
        lock (_gate)
        {
            _due++;
            if (_delivering)
            {
                return;
            }

            _delivering = true;
        }

        while (Take() is { } next)
        {
            next();
        }
    }

    private Action? Take()
    {
        lock (_gate)
        {
            _delivering = _due-- > 0;
            if (_delivering)
            {
                return _late.Dequeue();
            }

            _due = 0;
            return null;
        }
    }
}
