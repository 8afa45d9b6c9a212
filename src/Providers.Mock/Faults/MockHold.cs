namespace Calling.Providers.Mock;

/// <summary>Keeps matching messages in flight until they are let go, so that a race can be lined up in either order.</summary>
public sealed class MockHold : IDisposable
{
    private readonly Queue<(MockMessage Message, Action<MockMessage> Next)> _held = new();
    private IDisposable? _registration;
    private bool _open;

    internal MockHold()
    {
    }

    /// <summary>What is held now, first come first.</summary>
    public IReadOnlyList<MockMessage> Held
    {
        get
        {
            lock (_held)
            {
                return [.. _held.Select(h => h.Message)];
            }
        }
    }

    /// <summary>Lets the first one go.</summary>
    /// <returns>Whether there was one.</returns>
    public bool ReleaseNext()
    {
        (MockMessage Message, Action<MockMessage> Next) first;
        lock (_held)
        {
            if (!_held.TryDequeue(out first))
            {
                return false;
            }
        }

        first.Next(first.Message);
        return true;
    }

    /// <summary>Lets everything go in the order in which it came, and holds nothing more.</summary>
    public void Dispose()
    {
        lock (_held)
        {
            _open = true;
        }

        _registration?.Dispose();
        while (ReleaseNext())
        {
        }
    }

    internal void Register(IDisposable registration) => _registration = registration;

    internal sealed class Step(MockMatch match, MockHold hold) : FaultStep(match)
    {
        public override void Apply(MockMessage message, Action<MockMessage> next)
        {
            lock (hold._held)
            {
                if (!hold._open)
                {
                    hold._held.Enqueue((message, next));
                    return;
                }
            }

            next(message);
        }
    }
}
