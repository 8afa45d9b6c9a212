using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace Calling.Events;

/// <summary>One reader's own bounded buffer.</summary>
internal sealed class HubReader<TEvent> : IAsyncEnumerator<TEvent>
{
    private readonly Channel<TEvent> _channel;
    private readonly Action<HubReader<TEvent>> _leave;
    private readonly CancellationTokenSource? _linked;
    private readonly CancellationToken _ct;
    private readonly int _capacity;

    /// <summary>Makes it with what a reader gets first, on top of its capacity.</summary>
    /// <param name="first">What comes first.</param>
    /// <param name="capacity">How many events may wait.</param>
    /// <param name="leave">Ends the subscription.</param>
    /// <param name="reading">Ends the reading.</param>
    /// <param name="enumerating">Ends it as well.</param>
    public HubReader(
        IReadOnlyList<TEvent> first, int capacity, Action<HubReader<TEvent>> leave, CancellationToken reading, CancellationToken enumerating)
    {
        (_leave, _capacity) = (leave, capacity);
        _linked = reading.CanBeCanceled && enumerating.CanBeCanceled
            ? CancellationTokenSource.CreateLinkedTokenSource(reading, enumerating)
            : null;
        _ct = _linked?.Token ?? (reading.CanBeCanceled ? reading : enumerating);

        // Continuations never run on the publisher: a slow reader delays nobody.
        _channel = Channel.CreateBounded<TEvent>(new BoundedChannelOptions(capacity + first.Count) { SingleReader = true });
        foreach (TEvent item in first)
        {
            _channel.Writer.TryWrite(item);
        }
    }

    /// <inheritdoc/>
    public TEvent Current { get; private set; } = default!;

    /// <summary>How many events wait.</summary>
    public int Waiting => _channel.Reader.Count;

    /// <summary>Appends an event.</summary>
    /// <param name="item">The event.</param>
    /// <returns>False if the buffer was full; the reader fails once it has read what is there.</returns>
    public bool TryWrite(TEvent item)
    {
        if (_channel.Writer.TryWrite(item))
        {
            return true;
        }

        _channel.Writer.TryComplete(new InvalidOperationException(
            $"This reader is more than {_capacity} events behind; it gets no more. Read faster, or start again from a fresh snapshot."));
        return false;
    }

    /// <summary>Nothing follows.</summary>
    public void Complete() => _channel.Writer.TryComplete();

    /// <inheritdoc/>
    public ValueTask<bool> MoveNextAsync()
    {
        if (_ct.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<bool>(_ct);
        }

        if (_channel.Reader.TryRead(out TEvent? item))
        {
            Current = item;
            return ValueTask.FromResult(true);
        }

        return WaitAsync();
    }

    /// <summary>Takes the next event if there is one, without waiting; not while a <see cref="MoveNextAsync"/> is under way.</summary>
    /// <param name="item">The event.</param>
    public bool TryRead([MaybeNullWhen(false)] out TEvent item) => _channel.Reader.TryRead(out item);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _leave(this);
        _channel.Writer.TryComplete();
        _linked?.Dispose();
        return ValueTask.CompletedTask;
    }

    private async ValueTask<bool> WaitAsync()
    {
        while (await _channel.Reader.WaitToReadAsync(_ct).ConfigureAwait(false))
        {
            if (_channel.Reader.TryRead(out TEvent? item))
            {
                Current = item;
                return true;
            }
        }

        return false;
    }
}
