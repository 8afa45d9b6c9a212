namespace Calling.Providers.Mock;

/// <summary>The vendor answers a command by itself, or its answer to one that was carried out reads differently.</summary>
internal sealed class AnswerStep(MockMatch match, CommandResult result) : FaultStep(match)
{
    public override void Apply(MockMessage message, Action<MockMessage> next)
    {
        switch (message.Stage)
        {
            case MockStage.Command:
                message.Answer!(result);
                break;
            case MockStage.Result:
                next(message with { Result = result });
                break;
            default:
                next(message);
                break;
        }
    }
}
