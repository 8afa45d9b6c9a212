namespace Calling.Providers.Mock;

/// <summary>A command that Core waits for.</summary>
internal sealed class PendingCommand
{
    // Continuations run inline on purpose: in virtual time Core's next step is part of the same work, not of the thread pool's. No
    // lock is ever held where this completes.
    private readonly TaskCompletionSource<CommandResult> _done = new();

    public Task<CommandResult> Task => _done.Task;

    public void Complete(CommandResult result) => _done.TrySetResult(result);
}
