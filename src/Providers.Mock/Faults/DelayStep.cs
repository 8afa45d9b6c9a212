namespace Calling.Providers.Mock;

/// <summary>Messages take longer; others overtake them.</summary>
internal sealed class DelayStep(MockMatch match, TimeProvider time, TimeSpan by) : FaultStep(match)
{
    public override void Apply(MockMessage message, Action<MockMessage> next)
    {
        ITimer? timer = null;
        timer = time.CreateTimer(
            _ =>
            {
                timer?.Dispose();
                next(message);
            },
            null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        timer.Change(by, Timeout.InfiniteTimeSpan);
    }
}
