using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Calling.Facades.Tests.Shared;

/// <summary>What happens to several calls comes in the order of the calls, however late a reader gets its turn.</summary>
public sealed class CallWatchTests : IDisposable
{
    private readonly Channel<CallClientEvent> _client = Channel.CreateUnbounded<CallClientEvent>();
    private readonly ConcurrentQueue<string> _heard = new();
    private readonly SemaphoreSlim _news = new(0);

    [Fact]
    public async Task A_call_that_is_over_is_told_before_the_next_one_rings()
    {
        using var watch = Watch();
        var (former, next) = (new Call("former", _news), new Call("next", _news));
        watch.Start();
        watch.Follow(former.Session);
        former.IsOver = true;
        _client.Writer.TryWrite(new CallClientEvent.IncomingCall(next.Session));

        // Until the call has been told, or the former one was asked about.
        Assert.True(await _news.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        former.End();
        next.End();
        await HearAsync(3);
        Assert.Equal(["Ended former", "IncomingCall", "Ended next"], _heard);
    }

    [Fact]
    public async Task A_call_that_is_over_is_told_before_the_next_one_that_is_placed()
    {
        using var watch = Watch();
        var (former, next) = (new Call("former", _news), new Call("next", _news));
        watch.Start();
        watch.Follow(former.Session);
        former.IsOver = true;
        next.End();
        watch.Follow(next.Session);
        former.End();
        await HearAsync(2);
        Assert.Equal(["Ended former", "Ended next"], _heard);
    }

    public void Dispose() => _news.Dispose();

    private CallWatch Watch() => new(
        Script.Of<ICallClient>((nameof(ICallClient.ReadEventsAsync), () => _client.Reader.ReadAllAsync())),
        item => Hear(item.GetType().Name),
        (session, item) => Hear($"{item.GetType().Name} {session.CallId}"),
        error => Hear(error.Message));

    private void Hear(string what)
    {
        _heard.Enqueue(what);
        _news.Release();
    }

    private async Task HearAsync(int count)
    {
        while (_heard.Count < count)
        {
            Assert.True(await _news.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken), string.Join(", ", _heard));
        }
    }

    /// <summary>A call whose snapshot may be ahead of what its readers have got.</summary>
    private sealed class Call
    {
        private readonly Channel<CallEvent> _events = Channel.CreateUnbounded<CallEvent>();

        public Call(string callId, SemaphoreSlim looks) => Session = Script.Of<ICallSession>(
            (nameof(ICallSession.CallId), () => callId),
            (nameof(ICallSession.ReadEventsAsync), () => _events.Reader.ReadAllAsync()),
            (nameof(ICallSession.Snapshot), () =>
            {
                looks.Release();
                return new CallSnapshot
                {
                    CallId = callId,
                    Direction = CallDirection.Incoming,
                    State = IsOver ? CallState.Ended : CallState.Connected,
                    Media = CallMedia.Audio,
                    Caller = "alice",
                    Callees = ["bob"],
                };
            }));

        public ICallSession Session { get; }

        public volatile bool IsOver;

        public void End()
        {
            _events.Writer.TryWrite(new CallEvent.Ended(new CallEnd(CallEndReason.RemoteHangUp, null, TimeSpan.Zero)));
            _events.Writer.Complete();
        }
    }
}
