using Calling.Providers;

namespace Calling.Core.Tests.Support;

/// <summary>Runs posted work at once, in the poster's thread, one piece after the other: a world in which all is quiet when a call returns.</summary>
internal sealed class InlineRuntime(ManualTime time) : CallRuntime
{
    private readonly Lock _lock = new();
    private readonly Queue<Action> _work = new();
    private bool _running;

    /// <summary>Work waits until <see cref="Resume"/>.</summary>
    public bool Held { get; set; }

    public override TimeProvider Time => time;

    public override void Post(Action work)
    {
        lock (_lock)
        {
            _work.Enqueue(work);
        }

        Drain();
    }

    public void Resume()
    {
        Held = false;
        Drain();
    }

    private void Drain()
    {
        lock (_lock)
        {
            if (_running || Held)
            {
                return;
            }

            _running = true;
        }

        while (true)
        {
            Action? work;
            lock (_lock)
            {
                if (!_work.TryDequeue(out work))
                {
                    _running = false;
                    return;
                }
            }

            work();
        }
    }
}
