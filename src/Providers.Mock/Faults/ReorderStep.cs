namespace Calling.Providers.Mock;

/// <summary>Gathers a number of messages and lets them go in another order.</summary>
internal sealed class ReorderStep(MockMatch match, int window, Func<int, int> random) : FaultStep(match)
{
    private readonly List<(MockMessage Message, Action<MockMessage> Next)> _kept = [];

    public override void Apply(MockMessage message, Action<MockMessage> next)
    {
        lock (_kept)
        {
            _kept.Add((message, next));
            if (_kept.Count < window)
            {
                return;
            }
        }

        LetGo();
    }

    public override void Remove() => LetGo();

    private void LetGo()
    {
        List<(MockMessage Message, Action<MockMessage> Next)> order;
        lock (_kept)
        {
            order = [.. _kept];
            _kept.Clear();
        }

        Shuffle(order);
        foreach (var (message, next) in order)
        {
            next(message);
        }
    }

    // Each goes to a place that is not its own (Sattolo's shuffle): the order does change whatever the seed.
    private void Shuffle(List<(MockMessage Message, Action<MockMessage> Next)> order)
    {
        for (var i = order.Count - 1; i > 0; i--)
        {
            var j = random(i);
            (order[i], order[j]) = (order[j], order[i]);
        }
    }
}
