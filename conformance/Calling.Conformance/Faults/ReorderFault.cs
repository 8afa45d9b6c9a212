using Calling.Providers;

namespace Calling.Conformance;

/// <summary>Lets messages go in reverse.</summary>
internal sealed class ReorderFault(Func<LineMessage, bool> concerns, Action<LineFault> remove, int window) : LineFault(concerns, remove)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<CallParty, Stack<Action>> _gathered = [];
    private bool _open;

    private protected override void Disturb(LineMessage message, TimeProvider time, Action next)
    {
        Stack<Action>? full;
        lock (_gate)
        {
            var gathered = _gathered.TryGetValue(message.Device, out var waiting) ? waiting : _gathered[message.Device] = new();
            gathered.Push(next);
            full = gathered.Count >= window || _open ? gathered : null;
            if (full is not null)
            {
                _gathered.Remove(message.Device);
            }
        }

        Release(full);
    }

    private protected override void End()
    {
        Stack<Action>[] rest;
        lock (_gate)
        {
            _open = true;
            rest = [.. _gathered.Values];
            _gathered.Clear();
        }

        Array.ForEach(rest, Release);
    }

    private static void Release(Stack<Action>? messages)
    {
        while (messages is not null && messages.TryPop(out var next))
        {
            next();
        }
    }
}
