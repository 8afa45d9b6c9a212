namespace Calling.Providers.Mock;

/// <summary>Messages come twice.</summary>
internal sealed class DuplicateStep(MockMatch match, TimeProvider time, TimeSpan after) : FaultStep(match)
{
    private readonly DelayStep _later = new(match, time, after);

    public override void Apply(MockMessage message, Action<MockMessage> next)
    {
        next(message);
        if (after == TimeSpan.Zero)
        {
            next(message);
        }
        else
        {
            _later.Apply(message, next);
        }
    }
}
