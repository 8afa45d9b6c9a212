namespace Calling.Providers.WebRtc.Engines;

/// <summary>Threads for native calls that block (device start, teardown), so that they never starve the pool.</summary>
internal static class Workers
{
    internal static Task Run(Action action)
        => Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);
}
