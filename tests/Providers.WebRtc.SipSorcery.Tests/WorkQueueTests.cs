using Calling.Providers.WebRtc.SipSorcery.Capture;

namespace Calling.Providers.WebRtc.SipSorcery.Tests;

public sealed class WorkQueueTests
{
    [Fact]
    public async Task AnEndThatMeetsTheLastItemRunsOnce()
    {
        const int Rounds = 3_000;
        var ends = new int[Rounds];
        using var all = new CountdownEvent(Rounds);
        for (var i = 0; i < Rounds; i++)
        {
            var (round, worked) = (i, false);
            var queue = new WorkQueue<int>(
                4, _ => Volatile.Write(ref worked, true), _ => { },
                () =>
                {
                    if (Interlocked.Increment(ref ends[round]) == 1)
                    {
                        all.Signal();
                    }
                });
            queue.Post(0);
            SpinWait.SpinUntil(() => Volatile.Read(ref worked));
            Thread.SpinWait(i % 300);
            queue.Dispose();
        }

        await Eventually.Poll(() => ValueTask.FromResult(all.IsSet), "every end");
        Assert.All(ends, count => Assert.Equal(1, count));
    }

    [Fact]
    public async Task WhatWaitsTooLongIsDroppedAndTold()
    {
        using var go = new ManualResetEventSlim();
        List<int> done = [], dropped = [];
        TaskCompletionSource began = new(), ended = new();
        var queue = new WorkQueue<int>(
            2,
            item =>
            {
                began.TrySetResult();
                go.Wait(TestContext.Current.CancellationToken);
                done.Add(item);
                if (item == 4)
                {
                    ended.SetResult();
                }
            },
            _ => { }, () => { }, dropped.Add);
        queue.Post(0);
        await began.Task.WaitAsync(Eventually.Deadline, TestContext.Current.CancellationToken);
        for (var i = 1; i <= 4; i++)
        {
            queue.Post(i);
        }

        go.Set();
        await ended.Task.WaitAsync(Eventually.Deadline, TestContext.Current.CancellationToken);
        Assert.Equal([0, 3, 4], done);
        Assert.Equal([1, 2], dropped);
        queue.Dispose();
    }
}
