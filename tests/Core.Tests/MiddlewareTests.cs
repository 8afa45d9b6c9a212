using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Calling.Core.Tests.Support;
using Calling.Machines;
using Calling.Middleware;
using Calling.Providers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Calling.Core.Tests;

public class MiddlewareTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly Rig _rig = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CALL_011_A_session_is_wrapped_once_whatever_way_it_comes()
    {
        var outer = new Wrapping(_rig.Client);
        await outer.LoginAsync(CallCredential.FromToken("alice", "secret"), Ct);
        ICallSession loser = await outer.CallAsync("bob", CallMedia.Audio, ct: Ct);
        _rig.Do(new Effect.OpenSession(Rig.Call("c", CallState.Incoming)), new Effect.PublishIncoming("c"));
        ICallSession winner = outer.Calls[1];
        await using IAsyncEnumerator<ICallSession> incoming = outer.ReadIncomingCallsAsync(Ct).GetAsyncEnumerator(Ct);
        await using IAsyncEnumerator<CallClientEvent> events = outer.ReadEventsAsync(Ct).GetAsyncEnumerator(Ct);
        CallSnapshot over = Rig.Over(loser.CallId, CallEndReason.Replaced) with { ReplacedBy = "c" };
        _rig.Do(new Effect.Publish(over, new CallEvent.Ended(over.End!)));

        Assert.IsType<Wrapper>(loser);
        Assert.Same(winner, Assert.Single(outer.Calls));
        Assert.Same(winner, loser.ReplacedBy);
        Assert.True(await incoming.MoveNextAsync());
        Assert.Same(winner, incoming.Current);
        Assert.True(await events.MoveNextAsync());
        Assert.True(await events.MoveNextAsync());
        Assert.Same(winner, Assert.IsType<CallClientEvent.IncomingCall>(events.Current).Session);
        Assert.Equal(2, outer.Count);
        Assert.Same(outer, outer.GetService(typeof(Wrapping)));
        Assert.Same(_rig.Provider, outer.GetService(typeof(FakeProvider)));
        Assert.Same(loser, loser.GetService(typeof(Wrapper)));
        Assert.Null(outer.GetService(typeof(FakeProvider), "key"));
    }

    [Fact]
    public void CALL_140_What_is_used_first_is_outermost()
    {
        var order = new List<string>();
        var services = new ServiceCollection();
        services.AddCalling(new ConfigurationBuilder().Build(), options => options.Provider = "Mock")
            .AddProvider(new CallProviderRegistration("Mock", _ => new FakeProvider(), _ => []))
            .Use((inner, _) =>
            {
                order.Add("first");
                Assert.IsType<Wrapping>(inner);
                return inner;
            })
            .Use((inner, _) =>
            {
                order.Add("second");
                return new Wrapping(inner);
            })
            .UseLogging()
            .UseTelemetry();
        services.BuildServiceProvider().GetRequiredService<ICallClient>();
        Assert.Equal(["second", "first"], order);
    }

    [Fact]
    public async Task CALL_008_Logging_tells_calls_from_beginning_to_end_and_no_secret()
    {
        var log = new ListLogger();
        var client = new LoggingCallClient(_rig.Client, log);
        await client.LoginAsync(CallCredential.FromToken("alice", "secret"), Ct);
        ICallSession session = await client.CallAsync("bob", CallMedia.Audio, options => options.Attachment = "private", Ct);
        await session.HangUpAsync(Ct);
        await client.DisposeAsync();
        await Until(() => log.Lines.Any(line => line.Contains("ended LocalHangUp", StringComparison.Ordinal))
            && log.Lines.Any(line => line.Contains("SignedIn", StringComparison.Ordinal)));
        Assert.Contains(log.Lines, line => line.StartsWith("Outgoing Video call", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, line => line.Contains("secret", StringComparison.Ordinal) || line.Contains("private", StringComparison.Ordinal));
    }

    [Fact]
    public async Task CALL_130_Telemetry_has_one_span_per_call_and_measures_in_the_clients_own_time()
    {
        var spans = new List<Activity>();
        var measured = new ConcurrentDictionary<string, double>();
        var rig = new Rig();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Calling",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                lock (spans)
                {
                    spans.Add(span);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        using var meters = new MeterListener();
        meters.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == "Calling")
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        meters.SetMeasurementEventCallback<double>((instrument, value, _, _) => measured[instrument.Name] = value);
        meters.SetMeasurementEventCallback<long>((instrument, value, _, _) => measured[instrument.Name] = value);
        meters.Start();

        using var app = new Activity("app");
        app.Start();
        var client = new TelemetryCallClient(rig.Client);
        await client.LoginAsync(CallCredential.FromToken("alice", "secret"), Ct);
        ICallSession session = await client.CallAsync("bob", CallMedia.Video, ct: Ct);
        Assert.Same(app, Activity.Current);
        await Step(rig, session, CallState.Dialing, CallState.Connecting, 3, () => measured.ContainsKey("calling.call.ring.duration"));
        await Step(rig, session, CallState.Connecting, CallState.Connected, 2, () => measured.ContainsKey("calling.call.connect.duration"));
        CallSnapshot over = Rig.Over(session.CallId) with { End = new CallEnd(CallEndReason.RemoteHangUp, "bob", TimeSpan.FromSeconds(60)) };
        rig.Do(new Effect.Publish(over, new CallEvent.Ended(over.End!)));
        await Until(() => spans.Count == 1);

        Activity span = spans[0];
        Assert.Equal(("calling.call", app.SpanId), (span.OperationName, span.ParentSpanId));
        Assert.Equal("RemoteHangUp", span.GetTagItem("calling.outcome"));
        Assert.Equal("Fake", span.GetTagItem("calling.provider"));
        Assert.Equal(TimeSpan.FromSeconds(5), span.Duration);
        Assert.Equal(
            (1, 3, 2, 60),
            (measured["calling.calls"], measured["calling.call.ring.duration"], measured["calling.call.connect.duration"], measured["calling.call.talk.duration"]));
    }

    private static async Task Step(Rig rig, ICallSession session, CallState from, CallState to, int seconds, Func<bool> seen)
    {
        rig.Time.Advance(TimeSpan.FromSeconds(seconds));
        rig.Do(new Effect.Publish(Rig.Call(session.CallId, to), new CallEvent.StateChanged(from, to)));
        await Until(seen);
    }

    // Watchers read as any app does, on the pool: give them their turn, and no time.
    private static async Task Until(Func<bool> condition)
    {
        using var cts = new CancellationTokenSource(Patience);
        while (!condition())
        {
            cts.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private sealed class Wrapping(ICallClient inner) : DelegatingCallClient(inner)
    {
        public int Count { get; private set; }

        protected override ICallSession Wrap(ICallSession session)
        {
            Count++;
            return new Wrapper(session);
        }
    }

    private sealed class Wrapper(ICallSession inner) : DelegatingCallSession(inner);
}
