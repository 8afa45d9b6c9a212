namespace Calling.Providers.Mock;

/// <summary>Messages never arrive.</summary>
internal sealed class LoseStep(MockMatch match) : FaultStep(match)
{
    public override void Apply(MockMessage message, Action<MockMessage> next)
    {
    }
}
