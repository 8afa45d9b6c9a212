using Calling.Providers;

namespace Calling.Conformance;

/// <summary>Takes a line's signals through the faults; what comes out is told one at a time, as the contract asks.</summary>
internal sealed class FaultyObserver(ICallLineObserver inner, LineFaults faults, CallParty device, TimeProvider time) : ICallLineObserver
{
    private readonly Queue<LineSignal> _arrived = new();
    private bool _telling;
    private bool _silent;

    public void OnSignal(LineSignal signal) => faults.Pass(new LineMessage(device, signal), time, () => Arrive(signal));

    /// <summary>The line was disposed: what is still held is told to nobody.</summary>
    public void Silence()
    {
        lock (_arrived)
        {
            _silent = true;
        }
    }

    private void Arrive(LineSignal signal)
    {
        lock (_arrived)
        {
            _arrived.Enqueue(signal);
            if (_telling)
            {
                return;
            }

            _telling = true;
        }

        while (Next() is { } next)
        {
            inner.OnSignal(next);
        }
    }

    private LineSignal? Next()
    {
        lock (_arrived)
        {
            _telling = _arrived.TryDequeue(out var next) && !_silent;
            return _telling ? next : null;
        }
    }
}
