using Calling.Providers;
using Calling.Signaling.Client;
using Calling.Signaling.Wire;
using Calling.Tests;

namespace Calling.Signaling.Tests.Line;

public class PeerAndDisposeTests
{
    private static readonly CallParty Bob = new("bob", "desk");

    [Fact]
    public async Task Peer_messages_go_out_and_come_in_with_who_sent_them()
    {
        await using var rig = await Rig.ConnectedAsync();
        var came = new TaskCompletionSource<PeerMessage>();
        rig.Line.PeerMessageReceived += came.SetResult;
        Assert.True(await rig.Line.SendPeerAsync("c1", Bob, "sdp", "offer"));
        Assert.Equal(new ClientFrame.Relay("c1", Bob, "sdp", "offer"), await rig.Connection.NextAsync<ClientFrame.Relay>());
        rig.Connection.Say(new ServerFrame.Relayed("c1", Bob, "sdp", "answer"));
        Assert.Equal(new PeerMessage("c1", Bob, "sdp", "answer"), await came.Task.Soon());
    }

    [Fact]
    public async Task CALL_114_a_listener_that_throws_stops_nobody()
    {
        await using var rig = await Rig.ConnectedAsync();
        rig.Line.PeerMessageReceived += _ => throw new InvalidOperationException("mine");
        rig.Connection.Say(new ServerFrame.Relayed("c1", Bob, "sdp", "answer"));
        rig.Connection.Say(new ServerFrame.State([]));
        await rig.Listener.NextAsync<LineSignal.Snapshot>();
    }

    [Fact]
    public async Task A_snapshot_comes_when_it_is_asked_for()
    {
        await using var rig = await Rig.ConnectedAsync();
        rig.Line.RequestSnapshot();
        await rig.Connection.NextAsync<ClientFrame.AskSnapshot>();
        rig.Connection.Say(new ServerFrame.State([Wire.Samples.View]));
        Assert.Single((await rig.Listener.NextAsync<LineSignal.Snapshot>()).Calls);
    }

    [Fact]
    public async Task Disposing_says_bye_after_what_was_said_before_and_is_silent_then()
    {
        var rig = await Rig.ConnectedAsync();
        var pending = rig.Line.SendAsync(new CallCommand.Alerting("c1", "m1"), default);
        var disposing = rig.Line.DisposeAsync().AsTask();
        await rig.Connection.NextAsync<ClientFrame.Submit>();
        await rig.Connection.NextAsync<ClientFrame.Leave>();
        rig.Connection.Say(new ServerFrame.State([]));
        await disposing.Soon();
        Assert.True(rig.Connection.Closed && rig.Connection.Disposed && rig.Media.Disposed);
        Assert.IsType<CommandResult.Unknown>(await pending.Soon());
        Assert.False(rig.Listener.HasMore);
        Assert.IsType<CommandResult.NotSent>(await rig.Line.SendAsync(new CallCommand.Alerting("c1", "m2"), default));
        await rig.Line.DisposeAsync();
        await Until.True(() => rig.Time.TimerCount == 0);
    }

    [Fact]
    public async Task CALL_036_the_connection_stays_until_the_server_has_read_the_farewell_and_closes()
    {
        var rig = await Rig.ConnectedAsync();
        rig.Connection.ClosesToo = null;
        var disposing = rig.Line.DisposeAsync().AsTask();
        await rig.Connection.NextAsync<ClientFrame.Leave>();
        await Until.True(() => rig.Connection.Closed);
        rig.Connection.Say(new ServerFrame.State([]));
        Assert.False(disposing.IsCompleted || rig.Connection.Disposed);
        rig.Connection.Close(CloseCodes.Normal);
        await disposing.Soon();
        Assert.True(rig.Connection.Disposed);
        Assert.False(rig.Listener.HasMore);
    }

    [Fact]
    public async Task Disposing_does_not_wait_for_a_server_that_does_not_close()
    {
        var rig = await Rig.ConnectedAsync();
        rig.Connection.ClosesToo = null;
        var disposing = rig.Line.DisposeAsync().AsTask();
        await rig.TurnAsync(() => disposing.IsCompleted);
        await disposing;
        Assert.True(rig.Connection.Disposed);
    }

    [Fact]
    public async Task Disposing_does_not_wait_for_a_network_that_stands_still()
    {
        var rig = await Rig.ConnectedAsync();
        rig.Connection.Stall = new();
        var disposing = rig.Line.DisposeAsync().AsTask();
        await rig.TurnAsync(() => disposing.IsCompleted);
        await disposing;
        Assert.True(rig.Connection.Disposed);
    }

    [Fact]
    public async Task Disposing_while_coming_back_ends_the_attempts()
    {
        var rig = await Rig.ConnectedAsync();
        rig.Server.Unreachable = true;
        await rig.LoseAsync();
        await rig.Line.DisposeAsync().AsTask().Soon();
        Assert.False(rig.Listener.HasMore);
        await Until.True(() => rig.Time.TimerCount == 0);
    }

    [Fact]
    public async Task Disposing_inside_the_observer_does_not_deadlock()
    {
        var rig = await Rig.ConnectedAsync();
        var disposing = new TaskCompletionSource<Task>();
        rig.Listener.Also = _ => disposing.SetResult(rig.Line.DisposeAsync().AsTask());
        rig.Connection.Say(new ServerFrame.State([]));
        await (await disposing.Task.Soon()).Soon();
    }
}
