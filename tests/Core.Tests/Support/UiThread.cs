using System.Collections.Concurrent;

namespace Calling.Core.Tests.Support;

/// <summary>A user interface's thread: runs what is posted to it, one after the other.</summary>
internal sealed class UiThread : SynchronizationContext, IDisposable
{
    private readonly BlockingCollection<Action> _work = [];
    private readonly Thread _thread;

    public UiThread()
    {
        _thread = new Thread(() =>
        {
            SetSynchronizationContext(this);
            foreach (Action work in _work.GetConsumingEnumerable())
            {
                work();
            }
        }) { IsBackground = true };
        _thread.Start();
    }

    public int ThreadId => _thread.ManagedThreadId;

    public override void Post(SendOrPostCallback d, object? state) => _work.Add(() => d(state));

    public void Dispose()
    {
        _work.CompleteAdding();
        _thread.Join();
        _work.Dispose();
    }
}
