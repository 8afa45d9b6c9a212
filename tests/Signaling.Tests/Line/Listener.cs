using System.Threading.Channels;
using Calling.Providers;
using Calling.Tests;

namespace Calling.Signaling.Tests.Line;

/// <summary>Takes a line's signals, and sees to it that they come one at a time.</summary>
internal sealed class Listener : ICallLineObserver
{
    private readonly Channel<LineSignal> _signals = Channel.CreateUnbounded<LineSignal>();
    private int _inside;

    public bool Overlapped { get; private set; }

    public bool HasMore => _signals.Reader.TryPeek(out _);

    public Action<LineSignal>? Also { get; set; }

    public void OnSignal(LineSignal signal)
    {
        Overlapped |= Interlocked.Increment(ref _inside) != 1;
        _signals.Writer.TryWrite(signal);
        Also?.Invoke(signal);
        Interlocked.Decrement(ref _inside);
    }

    public async Task<T> NextAsync<T>()
        where T : LineSignal
        => Assert.IsType<T>(await _signals.Reader.ReadAsync().Soon());
}
