using System.Collections.Immutable;

namespace Calling.Providers.Mock;

/// <summary>The scripted faults above the line, in the order in which they were added: each message passes those that match it.</summary>
internal sealed class FaultPipeline
{
    private ImmutableArray<FaultStep> _steps = [];

    public IDisposable Add(FaultStep step)
    {
        ImmutableInterlocked.Update(ref _steps, (steps, added) => steps.Add(added), step);
        return new Release(() =>
        {
            ImmutableInterlocked.Update(ref _steps, (steps, removed) => steps.Remove(removed), step);
            step.Remove();
        });
    }

    public void Pass(MockMessage message, Action<MockMessage> last) => Pass(_steps, 0, message, last);

    private static void Pass(ImmutableArray<FaultStep> steps, int from, MockMessage message, Action<MockMessage> last)
    {
        for (var index = from; index < steps.Length; index++)
        {
            if (steps[index].Takes(message))
            {
                var rest = index + 1;
                steps[index].Apply(message, m => Pass(steps, rest, m, last));
                return;
            }
        }

        last(message);
    }
}
