namespace Calling.Providers.Mock;

/// <summary>Brings the continuations of awaits back into the virtual world's queue.</summary>
internal sealed class WorldSynchronizationContext(VirtualWorld world) : SynchronizationContext
{
    public override void Post(SendOrPostCallback d, object? state) => world.PostWhenIdle(() => Run(d, state));

    public override void Send(SendOrPostCallback d, object? state) => Run(d, state);

    public override SynchronizationContext CreateCopy() => this;

    public Task RunAsync(Func<Task> body)
    {
        var done = new TaskCompletionSource<Task>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(_ => done.SetResult(Start(body)), null);
        return done.Task.Unwrap();
    }

    // A body that throws before its first await fails its task, not the world.
    private static async Task Start(Func<Task> body) => await body().ConfigureAwait(true);

    private void Run(SendOrPostCallback d, object? state)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            d(state);
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }
}
