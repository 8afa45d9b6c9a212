using Calling.Events;

namespace Calling.Core.Tests;

public class EventHubTests
{
    private readonly EventHub<string, string> _hub = new("0", state => [$"state {state}"]);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static async Task<List<string>> RestAsync(IAsyncEnumerator<string> reader)
    {
        var all = new List<string>();
        while (await reader.MoveNextAsync())
        {
            all.Add(reader.Current);
        }

        return all;
    }

    [Fact]
    public async Task CALL_120_A_reader_begins_with_the_state_at_GetAsyncEnumerator_and_misses_nothing_after_it()
    {
        _hub.Publish("1", "a");
        IAsyncEnumerable<string> sequence = _hub.Read(Ct);
        _hub.Publish("2", "b");
        IAsyncEnumerator<string> reader = sequence.GetAsyncEnumerator(Ct);
        _hub.Publish("3", "c");
        _hub.Show("4");
        _hub.Publish("5", "d");
        _hub.Complete();
        Assert.Equal(["state 2", "c", "d"], await RestAsync(reader));
    }

    [Fact]
    public async Task CALL_120_Who_comes_after_the_end_gets_the_state_with_the_end_and_completion()
    {
        _hub.Publish("over", "ended");
        _hub.Complete();
        Assert.Equal(["state over"], await RestAsync(_hub.Read(Ct).GetAsyncEnumerator(Ct)));
    }

    [Fact]
    public async Task CALL_120_Two_enumerations_are_two_readers()
    {
        IAsyncEnumerable<string> sequence = _hub.Read(Ct);
        IAsyncEnumerator<string> first = sequence.GetAsyncEnumerator(Ct);
        _hub.Publish("1", "a");
        IAsyncEnumerator<string> second = sequence.GetAsyncEnumerator(Ct);
        _hub.Publish("2", "b");
        _hub.Complete();
        Assert.Equal(["state 0", "a", "b"], await RestAsync(first));
        Assert.Equal(["state 1", "b"], await RestAsync(second));
    }

    [Fact]
    public async Task CALL_120_A_reader_that_falls_too_far_behind_fails_alone()
    {
        IAsyncEnumerator<string> slow = _hub.Read(Ct).GetAsyncEnumerator(Ct), fast = _hub.Read(Ct).GetAsyncEnumerator(Ct);
        Assert.True(await fast.MoveNextAsync());
        for (int i = 0; i < 1_024; i++)
        {
            _hub.Publish("s", $"{i}");
        }

        Assert.Equal(2, _hub.ReaderCount);
        Assert.True(await fast.MoveNextAsync());
        _hub.Publish("s", "one too many");
        Assert.Equal(1, _hub.ReaderCount);
        _hub.Complete();
        Assert.Equal(1_024, (await RestAsync(fast)).Count);
        var got = new List<string>();
        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            while (await slow.MoveNextAsync())
            {
                got.Add(slow.Current);
            }
        });
        Assert.Contains("1024", error.Message, StringComparison.Ordinal);
        Assert.Equal(["state 0", .. Enumerable.Range(0, 1_024).Select(i => $"{i}")], got);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CALL_120_Either_token_ends_the_reading_and_disposing_the_subscription(bool first)
    {
        using var one = new CancellationTokenSource();
        using var two = new CancellationTokenSource();
        IAsyncEnumerator<string> reader = _hub.Read(one.Token).GetAsyncEnumerator(two.Token);
        Assert.True(await reader.MoveNextAsync());
        ValueTask<bool> waiting = reader.MoveNextAsync();
        Assert.False(waiting.IsCompleted);
        await (first ? one : two).CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.AsTask());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reader.MoveNextAsync().AsTask());
        await reader.DisposeAsync();
        Assert.Equal(0, _hub.ReaderCount);
    }

    [Fact]
    public async Task CALL_121_The_state_shows_an_event_before_a_reader_has_it()
    {
        var numbers = new EventHub<object, int>(0, _ => [], capacity: 20_000);
        IAsyncEnumerator<int> reader = numbers.Read(Ct).GetAsyncEnumerator(Ct);
        Task publishing = Task.Run(
            () =>
            {
                for (int i = 1; i <= 10_000; i++)
                {
                    numbers.Publish(i, i);
                }

                numbers.Complete();
            },
            Ct);
        int last = 0;
        while (await reader.MoveNextAsync())
        {
            Assert.Equal(last + 1, reader.Current);
            last = reader.Current;
            Assert.True((int)numbers.State >= last);
        }

        await publishing;
        Assert.Equal(10_000, last);
    }

    [Fact]
    public async Task CALL_120_Whoever_subscribes_while_events_fly_loses_and_doubles_none()
    {
        var numbers = new EventHub<object, int>(0, state => [(int)state], capacity: 20_000);
        Task publishing = Task.Run(
            () =>
            {
                for (int i = 1; i <= 10_000; i++)
                {
                    numbers.Publish(i, i);
                }

                numbers.Complete();
            },
            Ct);
        var readers = Enumerable.Range(0, 20).Select(async _ =>
        {
            await Task.Yield();
            IAsyncEnumerator<int> reader = numbers.Read(Ct).GetAsyncEnumerator(Ct);
            Assert.True(await reader.MoveNextAsync());
            int last = reader.Current;
            while (await reader.MoveNextAsync())
            {
                Assert.Equal(++last, reader.Current);
            }

            Assert.Equal(10_000, last);
        });
        await Task.WhenAll(readers);
        await publishing;
    }
}
