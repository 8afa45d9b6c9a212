namespace Calling.Providers.Mock;

/// <summary>A message between one device's Core and its line, as the scripted faults see it.</summary>
/// <param name="Stage">What it is.</param>
/// <param name="Device">Whose line.</param>
public sealed record MockMessage(MockStage Stage, CallParty Device)
{
    /// <summary>The command, or the one that a result answers; null for a signal.</summary>
    public CallCommand? Command { get; init; }

    /// <summary>The result; null unless the stage says so.</summary>
    public CommandResult? Result { get; init; }

    /// <summary>The signal; null unless the stage says so.</summary>
    public CallSignal? Signal { get; init; }

    /// <summary>The call.</summary>
    public string CallId => Command?.CallId ?? Signal?.CallId ?? "";

    /// <summary>Answers a command in place of the arbiter.</summary>
    internal Action<CommandResult>? Answer { get; init; }

    /// <summary>For traces: device, stage and what it is.</summary>
    public override string ToString()
        => $"{Device} {Stage} {(object?)Signal?.GetType().Name ?? Command?.GetType().Name}{(Result is null ? "" : $" = {Result.GetType().Name}")}";
}
