namespace Calling.Events;

/// <summary>
/// A state that everybody may look at, and what happens to it, broadcast. A reader subscribes and gets the state in one step, so
/// that no event is lost or doubled in between (rule CALL-120); the state is shown before its event is raised (rule CALL-121).
/// </summary>
/// <param name="initial">The state at first.</param>
/// <param name="opening">What a new reader gets first.</param>
/// <param name="capacity">How many events a reader may be behind.</param>
/// <param name="isFleeting">What is soon stale: a reader that lags is spared it.</param>
internal sealed class EventHub<TState, TEvent>(
    TState initial, Func<TState, IReadOnlyList<TEvent>> opening, int capacity = EventHub<TState, TEvent>.DefaultCapacity,
    Predicate<TEvent>? isFleeting = null)
    where TState : class
{
    /// <summary>How many events a reader may be behind.</summary>
    public const int DefaultCapacity = 1_024;

    /// <summary>From how many events on a reader is spared what is soon stale.</summary>
    public const int Lag = 32;

    private readonly Lock _lock = new();
    private readonly List<HubReader<TEvent>> _readers = [];
    private volatile TState _state = initial;
    private bool _completed;

    /// <summary>The state as it is now.</summary>
    public TState State => _state;

    /// <summary>How many readers are subscribed.</summary>
    public int ReaderCount
    {
        get
        {
            lock (_lock)
            {
                return _readers.Count;
            }
        }
    }

    /// <summary>Shows a state without an event.</summary>
    /// <param name="state">The state.</param>
    public void Show(TState state)
    {
        lock (_lock)
        {
            _state = state;
        }
    }

    /// <summary>Shows a state, then raises an event.</summary>
    /// <param name="state">The state.</param>
    /// <param name="item">The event.</param>
    public void Publish(TState state, TEvent item)
    {
        lock (_lock)
        {
            _state = state;
            bool fleeting = isFleeting?.Invoke(item) == true;
            for (int i = _readers.Count - 1; i >= 0; i--)
            {
                if (!(fleeting && _readers[i].Waiting >= Lag) && !_readers[i].TryWrite(item))
                {
                    _readers.RemoveAt(i);
                }
            }
        }
    }

    /// <summary>Nothing follows: readers complete once they have read what is there.</summary>
    public void Complete()
    {
        lock (_lock)
        {
            _completed = true;
            foreach (HubReader<TEvent> reader in _readers)
            {
                reader.Complete();
            }

            _readers.Clear();
        }
    }

    /// <summary>A sequence whose every enumeration is a reader of its own, from <c>GetAsyncEnumerator</c> on.</summary>
    /// <param name="ct">Ends the reading.</param>
    public IAsyncEnumerable<TEvent> Read(CancellationToken ct) => new Sequence(this, ct);

    private HubReader<TEvent> Subscribe(CancellationToken reading, CancellationToken enumerating)
    {
        lock (_lock)
        {
            var reader = new HubReader<TEvent>(opening(_state), capacity, Leave, reading, enumerating);
            if (_completed)
            {
                reader.Complete();
            }
            else
            {
                _readers.Add(reader);
            }

            return reader;
        }
    }

    private void Leave(HubReader<TEvent> reader)
    {
        lock (_lock)
        {
            _readers.Remove(reader);
        }
    }

    private sealed class Sequence(EventHub<TState, TEvent> hub, CancellationToken reading) : IAsyncEnumerable<TEvent>
    {
        public IAsyncEnumerator<TEvent> GetAsyncEnumerator(CancellationToken cancellationToken = default)
            => hub.Subscribe(reading, cancellationToken);
    }
}
