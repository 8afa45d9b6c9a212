namespace Calling.Tests;

/// <summary>Waits for something that other threads bring about; a deadline, never a pause of fixed length.</summary>
internal sealed class Eventually
{
    internal static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);
    private readonly Lock _gate = new();
    private TaskCompletionSource _changed = New();

    /// <summary>Something may have changed.</summary>
    internal void Pulse()
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            (changed, _changed) = (_changed, New());
        }

        changed.TrySetResult();
    }

    internal async Task Until(Func<bool> condition, string what, TimeSpan? deadline = null)
    {
        var limit = deadline ?? Deadline;
        var end = TimeProvider.System.GetTimestamp();
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                changed = _changed.Task;
            }

            if (condition())
            {
                return;
            }

            var left = limit - TimeProvider.System.GetElapsedTime(end);
            if (left <= TimeSpan.Zero)
            {
                Assert.Fail($"Not within {limit.TotalSeconds} s: {what}");
            }

            await Task.WhenAny(changed, Task.Delay(left < TimeSpan.FromSeconds(1) ? left : TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken));
        }
    }

    /// <summary>For what nobody announces (threads, statistics): looks again every few milliseconds.</summary>
    internal static async Task Poll(Func<ValueTask<bool>> condition, string what, TimeSpan? deadline = null)
    {
        var limit = deadline ?? Deadline;
        var begin = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(begin) < limit, $"Not within {limit.TotalSeconds} s: {what}");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
