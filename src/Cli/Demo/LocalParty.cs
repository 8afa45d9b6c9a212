namespace Calling.Cli.Demo;

/// <summary>A party in this process.</summary>
internal sealed class LocalParty : PartyHandle
{
    private readonly TaskCompletionSource _go = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    public LocalParty(PartySettings settings, TimeProvider time, Action<PartyMessage.Happened> happened)
        : base(happened)
        => _running = RunAsync(new Party(settings, time, Take), settings.Calls ? _go.Task : Task.CompletedTask);

    /// <inheritdoc/>
    public override void Go() => _go.TrySetResult();

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private async Task RunAsync(Party party, Task go)
    {
        try
        {
            await Task.Run(() => party.RunAsync(go, _stop.Token));
        }
        catch (Exception error)
        {
            Fail(error);
        }
    }
}
