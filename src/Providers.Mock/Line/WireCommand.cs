namespace Calling.Providers.Mock;

/// <summary>A command below the line, with whoever waits for its result.</summary>
internal sealed record WireCommand(CallCommand Command, Action<CommandResult> Reply);
