using Calling.Providers;

namespace Calling.Signaling.Client;

/// <summary>A command that waits for its result.</summary>
internal sealed class PendingCommand(CallCommand command, byte[] utf8)
{
    private const int Queued = 0;
    private const int Written = 1;
    private const int Withdrawn = 2;

    private readonly TaskCompletionSource<CommandResult> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _state;

    public (string CallId, string CommandId) Key { get; } = (command.CallId, command.CommandId);

    public byte[] Utf8 => utf8;

    public Task<CommandResult> Result => _result.Task;

    /// <summary>From here on it may have left the machine. False if it was withdrawn before.</summary>
    public bool TryWrite() => Interlocked.CompareExchange(ref _state, Written, Queued) != Withdrawn;

    public void Complete(CommandResult result) => _result.TrySetResult(result);

    /// <summary>Gives up: never sent if it can still be held back, unknown otherwise.</summary>
    /// <returns>What is known now.</returns>
    public CommandResult Abandon(ProviderFault fault)
    {
        TryWithdraw(fault);
        _result.TrySetResult(new CommandResult.Unknown(fault));
        return _result.Task.Result;
    }

    /// <summary>Takes it back if it was not written.</summary>
    public bool TryWithdraw(ProviderFault fault)
    {
        if (Interlocked.CompareExchange(ref _state, Withdrawn, Queued) == Written)
        {
            return false;
        }

        _result.TrySetResult(new CommandResult.NotSent(fault));
        return true;
    }
}
