namespace Calling.Conformance;

/// <summary>Messages that are kept in flight, so that a race can be run in either order. Disposing lets all of them go on.</summary>
public sealed class HeldMessages : LineFault
{
    private readonly Queue<(LineMessage Message, Action Next)> _held = new();
    private bool _open;

    internal HeldMessages(Func<LineMessage, bool> concerns, Action<LineFault> remove)
        : base(concerns, remove)
    {
    }

    /// <summary>How many wait.</summary>
    public int Count
    {
        get
        {
            lock (_held)
            {
                return _held.Count;
            }
        }
    }

    /// <summary>Lets the oldest one go.</summary>
    /// <returns>Whether there was one.</returns>
    public bool ReleaseNext()
    {
        Action next;
        lock (_held)
        {
            if (!_held.TryDequeue(out var oldest))
            {
                return false;
            }

            next = oldest.Next;
        }

        next();
        return true;
    }

    private protected override void Disturb(LineMessage message, TimeProvider time, Action next)
    {
        lock (_held)
        {
            if (!_open)
            {
                _held.Enqueue((message, next));
                return;
            }
        }

        next();
    }

    private protected override void End()
    {
        lock (_held)
        {
            _open = true;
        }

        while (ReleaseNext())
        {
        }
    }
}
