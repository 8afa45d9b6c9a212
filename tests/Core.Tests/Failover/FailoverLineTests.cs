using Calling.Core.Tests.Support;
using Calling.Failover;
using Calling.Providers;
using Microsoft.Extensions.DependencyInjection;
using static Calling.Core.Tests.Failover.FailoverRig;

namespace Calling.Core.Tests.Failover;

/// <summary>The composite line itself: what it remembers, asks and hands out.</summary>
public sealed class FailoverLineTests : IAsyncDisposable, ICallLineObserver
{
    private readonly FailoverRig _rig = new();
    private readonly List<LineSignal> _heard = [];

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    void ICallLineObserver.OnSignal(LineSignal signal) => _heard.Add(signal);

    private async Task<FailoverLine> ConnectAsync()
        => (FailoverLine)await _rig.Provider.ConnectAsync(CallCredential.FromToken("alice", "secret"), this, Ct);

    [Fact]
    public async Task CALL_014_A_calls_provider_is_remembered_as_long_as_the_call()
    {
        await using FailoverLine line = await ConnectAsync();
        await line.SendAsync(new CallCommand.PlaceCall("over", "1", ["bob"], CallMedia.Audio, TimeSpan.FromSeconds(30), default), Ct);
        await line.SendAsync(new CallCommand.PlaceCall("live", "2", ["bob"], CallMedia.Audio, TimeSpan.FromSeconds(30), default), Ct);
        await line.SendAsync(new CallCommand.EndCall("over", "3", EndCause.HangUp, HangUpScope.Self), Ct);
        for (int i = 0; i < 100; i++)
        {
            Invite(_rig.Two, $"unanswered {i}");
        }

        Assert.Equal(102, line.Routes);
        _rig.Time.Advance(TimeSpan.FromSeconds(149));
        Invite(_rig.Two, "new");
        Assert.Equal(103, line.Routes);
        _rig.Time.Advance(TimeSpan.FromSeconds(12));
        Invite(_rig.Two, "newer");
        Assert.Equal(3, line.Routes);
        await line.SendAsync(new CallCommand.QueryCall("live", "4"), Ct);
        Assert.Equal("live", Assert.Single(Sent<CallCommand.QueryCall>(_rig.One)).CallId);
        Assert.Equal(RefusalCode.NotFound, Assert.IsType<CommandResult.Refused>(await line.SendAsync(new CallCommand.QueryCall("over", "5"), Ct)).Code);
    }

    [Fact]
    public async Task CALL_113_Stragglers_do_not_bring_an_ended_call_back()
    {
        await using FailoverLine line = await ConnectAsync();
        Invite(_rig.One, "c");
        Say(_rig.One, new CallSignal.Ended("c", 2, new CallEnding(EndCause.Cancelled, Bob)));
        await line.SendAsync(new CallCommand.Alerting("c", "1"), Ct);
        _rig.Time.Advance(TimeSpan.FromSeconds(151));
        Invite(_rig.One, "other");
        Assert.Equal(1, line.Routes);
    }

    [Fact]
    public async Task CALL_110_Who_lost_track_asks_every_provider_one_that_is_down_as_soon_as_it_is_back()
    {
        await using FailoverLine line = await ConnectAsync();
        Invite(_rig.One, "c");
        Invite(_rig.Two, "d");
        Say(_rig.One, new LineSignal.Interrupted());
        _heard.Clear();
        line.RequestSnapshot();
        Assert.Equal((0, 1), (_rig.One.Line.SnapshotsAsked, _rig.Two.Line.SnapshotsAsked));

        // The words on the lines may have been among what was lost.
        Assert.Equal(
            ["c Interrupted", "d Restored"],
            _heard.Cast<LineSignal.Part>().Select(part => $"{Assert.Single(part.CallIds)} {part.Signal.GetType().Name}"));
        Say(_rig.One, new LineSignal.Restored(true));
        Say(_rig.One, new LineSignal.Interrupted());
        Say(_rig.One, new LineSignal.Restored(true));
        Assert.Equal((1, 1), (_rig.One.Line.SnapshotsAsked, _rig.Two.Line.SnapshotsAsked));
    }

    [Fact]
    public async Task CALL_113_A_flood_before_the_sign_in_has_returned_becomes_a_snapshot()
    {
        _rig.One.Connecting = (observer, _) =>
        {
            for (int i = 0; i < 5_000; i++)
            {
                observer.OnSignal(new CallSignal.Alerted($"{i}", 1, "bob"));
            }

            return Task.CompletedTask;
        };
        await using FailoverLine line = await ConnectAsync();
        Assert.Equal(1, _rig.One.Line.SnapshotsAsked);
        Assert.InRange(_heard.Count, 1, 1_024);
    }

    [Fact]
    public async Task A_call_is_joined_at_the_provider_that_knows_it()
    {
        await using FailoverLine line = await ConnectAsync();
        _rig.One.Line.Sending = _ => new(new CommandResult.Refused(RefusalCode.NotFound));
        Assert.IsType<CommandResult.Done>(await line.SendAsync(new CallCommand.JoinCall("c", "1", default), Ct));
        await line.SendAsync(new CallCommand.SetMediaState("c", "2", default), Ct);
        Assert.Equal((1, 2), (_rig.One.Line.Sent.Count, _rig.Two.Line.Sent.Count));
    }

    [Fact]
    public async Task Signals_of_later_contracts_pass()
    {
        await using FailoverLine line = await ConnectAsync();
        var signal = new LineSignal.Part(["x"], new LineSignal.Interrupted());
        Say(_rig.Two, signal);
        Assert.Same(signal, Assert.Single(_heard));
    }

    [Fact]
    public async Task CALL_036_After_the_end_nothing_is_said_and_nothing_is_sent()
    {
        FailoverLine line = await ConnectAsync();
        await line.DisposeAsync();
        Invite(_rig.One, "c");
        Assert.Empty(_heard);
        Assert.IsType<CommandResult.NotSent>(await line.SendAsync(
            new CallCommand.PlaceCall("c", "1", ["bob"], CallMedia.Audio, TimeSpan.FromSeconds(30), default), Ct));
        Assert.Throws<CallException>(() => line.Media.OpenMedia(new MediaPlan("c", Bob, CallMedia.Audio, null!, null!, null), null!));
        await line.DisposeAsync();
        Assert.Equal((1, 1), (_rig.One.Line.Disposed, _rig.Two.Line.Disposed));
    }

    [Fact]
    public async Task A_vendors_object_is_found_through_it()
    {
        await _rig.LoginAsync();
        Assert.Same(_rig.One, _rig.Client.GetService(typeof(FakeProvider)));
        Assert.Same(_rig.One.Line, _rig.Client.GetService(typeof(FakeLine)));
        Assert.Null(_rig.Client.GetService(typeof(FakeLine), "key"));
        Assert.Throws<InvalidOperationException>(() => _rig.Provider.GetRequiredKeyedService<FakeLine>("key"));
    }
}
