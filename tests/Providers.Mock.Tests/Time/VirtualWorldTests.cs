using System.Globalization;
using System.Text;

namespace Calling.Providers.Mock.Tests;

public sealed class VirtualWorldTests
{
    private readonly VirtualWorld _world = new();
    private readonly List<string> _trace = [];

    [Fact]
    public void Post_runs_at_once_when_idle()
    {
        _world.Post(() => _trace.Add("ran"));

        Assert.Equal(["ran"], _trace);
    }

    [Fact]
    public void Nested_posts_run_after_the_work_that_posted_them_in_order()
    {
        _world.Post(() =>
        {
            _world.Post(() =>
            {
                _world.Post(() => _trace.Add("grandchild"));
                _trace.Add("first child");
            });
            _world.Post(() => _trace.Add("second child"));
            _trace.Add("parent");
        });

        Assert.Equal(["parent", "first child", "second child", "grandchild"], _trace);
    }

    [Fact]
    public async Task Timers_fire_by_due_time_and_ties_in_the_order_in_which_they_were_set()
    {
        Timer("c", 30);
        Timer("a1", 10);
        Timer("b", 20);
        Timer("a2", 10);

        await _world.AdvanceAsync(TimeSpan.FromMilliseconds(25));
        Assert.Equal(["a1@10", "a2@10", "b@20"], _trace);
        Assert.Equal(25, _world.Elapsed.TotalMilliseconds);

        await _world.AdvanceAsync(TimeSpan.FromMilliseconds(5));
        Assert.Equal("c@30", _trace[^1]);
    }

    [Fact]
    public async Task What_a_timer_causes_runs_before_the_next_timer()
    {
        using var first = _world.Time.CreateTimer(_ => _world.Post(() => _trace.Add("caused")), null, Ms(10), Timeout.InfiniteTimeSpan);
        Timer("second", 11);

        await _world.AdvanceAsync(Ms(20));

        Assert.Equal(["caused", "second@11"], _trace);
    }

    [Fact]
    public async Task A_timer_set_on_the_way_fires_within_the_same_advance()
    {
        using var first = _world.Time.CreateTimer(_ => Timer("late", 5), null, Ms(10), Timeout.InfiniteTimeSpan);

        await _world.AdvanceAsync(Ms(20));

        Assert.Equal(["late@15"], _trace);
        Assert.Equal(0, _world.PendingTimers);
    }

    [Fact]
    public async Task Periodic_timers_do_not_drift_and_stop_when_disposed()
    {
        var timer = _world.Time.CreateTimer(_ => Add("tick"), null, Ms(10), Ms(10));

        await _world.AdvanceAsync(Ms(35));
        await timer.DisposeAsync();
        await _world.AdvanceAsync(Ms(100));

        Assert.Equal(["tick@10", "tick@20", "tick@30"], _trace);
    }

    [Fact]
    public async Task Changing_a_timer_makes_its_former_setting_void()
    {
        using var timer = _world.Time.CreateTimer(_ => Add("tick"), null, Ms(10), Timeout.InfiniteTimeSpan);
        timer.Change(Ms(50), Timeout.InfiniteTimeSpan);

        await _world.AdvanceAsync(Ms(49));
        Assert.Empty(_trace);
        await _world.AdvanceAsync(Ms(1));
        Assert.Equal(["tick@50"], _trace);
    }

    [Fact]
    public void A_timer_due_now_fires_without_the_clock_moving()
    {
        Timer("now", 0);

        _world.RunUntilIdle();

        Assert.Equal(["now@0"], _trace);
    }

    [Fact]
    public async Task The_clock_starts_at_a_fixed_date_and_moves_only_when_told()
    {
        var start = _world.Time.GetTimestamp();
        Assert.Equal(VirtualWorld.Epoch, _world.Time.GetUtcNow());

        await _world.AdvanceAsync(TimeSpan.FromMinutes(2));

        Assert.Equal(VirtualWorld.Epoch.AddMinutes(2), _world.Time.GetUtcNow());
        Assert.Equal(TimeSpan.FromMinutes(2), _world.Time.GetElapsedTime(start));
    }

    [Fact]
    public void An_exception_reaches_the_caller_of_RunUntilIdle_and_stops_nothing()
    {
        _world.Post(() => throw new InvalidOperationException("boom"));
        _world.Post(() => _trace.Add("still runs"));

        Assert.Equal("boom", Assert.Throws<InvalidOperationException>(_world.RunUntilIdle).Message);
        Assert.Equal(["still runs"], _trace);
        _world.RunUntilIdle();
    }

    [Fact]
    public async Task An_exception_in_a_timer_reaches_the_caller_of_Advance_after_the_whole_way()
    {
        using var first = _world.Time.CreateTimer(_ => throw new InvalidOperationException("one"), null, Ms(1), Timeout.InfiniteTimeSpan);
        using var second = _world.Time.CreateTimer(_ => throw new InvalidOperationException("two"), null, Ms(2), Timeout.InfiniteTimeSpan);

        var error = await Assert.ThrowsAsync<AggregateException>(() => _world.AdvanceAsync(Ms(10)));

        Assert.Equal(["one", "two"], error.InnerExceptions.Select(e => e.Message));
        Assert.Equal(Ms(10), _world.Elapsed);
    }

    [Fact]
    public void Pause_lines_work_up_and_runs_it_when_disposed()
    {
        using (_world.Pause())
        {
            using (_world.Pause())
            {
                _world.Post(() => _trace.Add("first"));
            }

            _world.Post(() => _trace.Add("second"));
            Assert.Empty(_trace);
            Assert.Throws<InvalidOperationException>(_world.RunUntilIdle);
        }

        Assert.Equal(["first", "second"], _trace);
    }

    [Fact]
    public void Running_the_world_from_inside_its_own_work_is_refused()
    {
        _world.Post(_world.RunUntilIdle);

        Assert.Contains("inside its own work", Assert.Throws<InvalidOperationException>(_world.RunUntilIdle).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Advance_may_be_awaited_by_code_that_the_world_resumed()
    {
        var resumed = new TaskCompletionSource();
        var script = Script();
        _world.Post(resumed.SetResult);
        await script;

        Assert.Equal(Ms(5), _world.Elapsed);

        async Task Script()
        {
            await resumed.Task.ConfigureAwait(false);
            await _world.AdvanceAsync(Ms(5));
        }
    }

    [Fact]
    public async Task Two_minutes_of_a_periodic_timer_take_no_time()
    {
        var ticks = 0;
        using var timer = _world.Time.CreateTimer(_ => ticks++, null, Ms(100), Ms(100));

        await _world.AdvanceAsync(TimeSpan.FromMinutes(2));

        Assert.Equal(1_200, ticks);
    }

    [Fact]
    public void Posts_of_many_threads_run_one_at_a_time_and_none_is_lost()
    {
        int count = 0, inside = 0, overlaps = 0;
        Parallel.For(0, 10_000, _ => _world.Post(() =>
        {
            overlaps += Interlocked.Increment(ref inside) == 1 ? 0 : 1;
            count++;
            Interlocked.Decrement(ref inside);
        }));
        _world.RunUntilIdle();

        Assert.Equal((10_000, 0), (count, overlaps));
    }

    [Fact]
    public async Task RunAsync_brings_every_continuation_back_into_the_world()
    {
        await _world.RunAsync(async () =>
        {
            await Task.Yield();
            _trace.Add("script");
            _world.Post(() => _trace.Add("posted"));
            await Task.Delay(Ms(10), _world.Time, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.Zero, _world.Time).ContinueWith(_ => { }, TaskScheduler.Default);
            await _world.AdvanceAsync(Ms(1));
            Assert.IsType<WorldSynchronizationContext>(SynchronizationContext.Current);
        });

        Assert.Equal(["script", "posted"], _trace);
    }

    [Fact]
    public async Task A_script_goes_on_only_while_the_world_is_at_rest()
    {
        await _world.RunAsync(async () =>
        {
            var result = new TaskCompletionSource();
            _world.Post(() =>
            {
                result.SetResult();
                _world.Post(() => _trace.Add("consequence"));
                Timer("due", 0);
            });
            await result.Task;
            _trace.Add("script");
        });

        Assert.Equal(["consequence", "due@0", "script"], _trace);
    }

    [Fact]
    public async Task A_thousand_identical_runs_leave_identical_traces()
    {
        var first = await RunOnce();
        for (var run = 1; run < 1_000; run++)
        {
            Assert.Equal(first, await RunOnce());
        }

        static async Task<string> RunOnce()
        {
            var (world, random, trace) = (new VirtualWorld(), new Random(7), new StringBuilder());
            await world.RunAsync(async () =>
            {
                for (var worker = 0; worker < 5; worker++)
                {
                    _ = Worker(worker);
                }

                await world.AdvanceAsync(Ms(50));
            });
            return trace.ToString();

            async Task Worker(int number)
            {
                for (var step = 0; step < 4; step++)
                {
                    await Task.Delay(Ms(random.Next(1, 10)), world.Time);
                    trace.Append(CultureInfo.InvariantCulture, $"{number}:{step}@{world.Elapsed.TotalMilliseconds};");
                }
            }
        }
    }

    private static TimeSpan Ms(int value) => TimeSpan.FromMilliseconds(value);

    private void Timer(string name, int ms) => _world.Time.CreateTimer(_ => Add(name), null, Ms(ms), Timeout.InfiniteTimeSpan);

    private void Add(string what) => _trace.Add(string.Create(CultureInfo.InvariantCulture, $"{what}@{_world.Elapsed.TotalMilliseconds}"));
}
