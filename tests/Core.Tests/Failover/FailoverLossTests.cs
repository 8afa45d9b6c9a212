using Calling.Core.Tests.Support;
using Calling.Providers;
using static Calling.Core.Tests.Failover.FailoverRig;

namespace Calling.Core.Tests.Failover;

/// <summary>One provider's line is lost: its calls feel it, and nobody else.</summary>
public sealed class FailoverLossTests : IAsyncDisposable
{
    private readonly FailoverRig _rig = new();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task CALL_110_A_lost_line_holds_the_commands_of_its_call_until_it_is_back()
    {
        ICallSession call = await _rig.TalkAsync();
        await using IAsyncEnumerator<CallEvent> events = call.ReadEventsAsync(Ct).GetAsyncEnumerator(Ct);
        Assert.True(await events.MoveNextAsync());
        Say(_rig.One, new LineSignal.Interrupted());
        Assert.Equal((CallClientState.SignedIn, CallState.Connected), (_rig.Client.State, call.Snapshot.State));
        await call.SetMicrophoneAsync(false, Ct);
        Assert.Empty(Sent<CallCommand.SetMediaState>(_rig.One));

        Say(_rig.One, new LineSignal.Restored(true));
        Assert.Single(Sent<CallCommand.SetMediaState>(_rig.One));
        await call.HangUpAsync(Ct);
        var warnings = new List<CallWarningCode>();
        while (await events.MoveNextAsync())
        {
            if (events.Current is CallEvent.Warning warning)
            {
                warnings.Add(warning.Code);
            }
        }

        Assert.Equal([CallWarningCode.LineInterrupted, CallWarningCode.LineRestored], warnings);
    }

    [Fact]
    public async Task CALL_045_The_connect_timeout_stands_still_while_the_calls_own_line_is_down()
    {
        ICallSession call = await _rig.SignInAndCallAsync();
        Say(_rig.One, new CallSignal.MemberJoined(call.CallId, 0, new CallMember(Bob, default, Offers: false), null));
        _rig.Time.Advance(TimeSpan.FromSeconds(19));
        Say(_rig.One, new LineSignal.Interrupted());
        _rig.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(CallState.Connecting, call.Snapshot.State);
        Say(_rig.One, new LineSignal.Restored(true));
        _rig.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(CallEndReason.ConnectFailed, call.Snapshot.End?.Reason);
    }

    [Fact]
    public async Task CALL_054_143_Hung_up_on_a_lost_line_the_user_calls_again_through_the_other()
    {
        ICallSession call = await _rig.TalkAsync();
        Say(_rig.One, new LineSignal.Interrupted());
        await call.HangUpAsync(Ct);
        ICallSession again = await _rig.CallAsync();
        Assert.Equal(again.CallId, Assert.Single(Sent<CallCommand.PlaceCall>(_rig.Two)).CallId);
        Assert.Empty(Sent<CallCommand.EndCall>(_rig.One));
        Say(_rig.One, new LineSignal.Restored(false));
        Assert.Equal(call.CallId, Assert.Single(Sent<CallCommand.EndCall>(_rig.One)).CallId);
    }

    [Fact]
    public async Task CALL_110_Without_any_line_the_client_is_interrupted_and_one_is_enough_to_come_back()
    {
        ICallSession call = await _rig.TalkAsync();
        Say(_rig.One, new LineSignal.Interrupted());
        Say(_rig.Two, new LineSignal.Interrupted());
        Assert.Equal(CallClientState.Interrupted, _rig.Client.State);
        await call.SetMicrophoneAsync(false, Ct);

        Say(_rig.Two, new LineSignal.Restored(false));
        Assert.Equal(CallClientState.SignedIn, _rig.Client.State);
        Say(_rig.Two, new LineSignal.Snapshot([]));
        Assert.Empty(Sent<CallCommand.SetMediaState>(_rig.One));
        Say(_rig.One, new LineSignal.Restored(true));
        Assert.Single(Sent<CallCommand.SetMediaState>(_rig.One));
        Assert.Equal(CallState.Connected, call.Snapshot.State);
    }

    [Fact]
    public async Task CALL_110_A_snapshot_speaks_for_its_own_provider_alone()
    {
        ICallSession call = await _rig.TalkAsync();
        Say(_rig.Two, new LineSignal.Snapshot([]));
        Assert.Empty(Sent<CallCommand.QueryCall>(_rig.One));
        _rig.One.Line.Sending = command => new(
            command is CallCommand.QueryCall ? new CommandResult.Refused(RefusalCode.NotFound) : new CommandResult.Done());
        Say(_rig.One, new LineSignal.Snapshot([]));
        Assert.Single(Sent<CallCommand.QueryCall>(_rig.One));
        Assert.Equal(CallEndReason.ConnectionLost, call.Snapshot.End?.Reason);
    }

    [Fact]
    public async Task CALL_013_A_snapshot_may_bring_a_call_that_rings()
    {
        await _rig.LoginAsync();
        Say(_rig.Two, new LineSignal.Snapshot([new CallView
        {
            CallId = "c", Revision = 1, Details = new CallDetails(Bob, ["alice"], CallMedia.Audio), RingRemaining = TimeSpan.FromSeconds(9),
        }]));
        Assert.Equal(CallState.Incoming, Assert.Single(_rig.Client.Calls).Snapshot.State);
        Assert.Single(Sent<CallCommand.Alerting>(_rig.Two));
    }

    [Theory]
    [InlineData(LineCloseCause.ConnectionLost, CallEndReason.ConnectionLost)]
    [InlineData(LineCloseCause.AuthExpired, CallEndReason.AuthExpired)]
    [InlineData(LineCloseCause.EndedByServer, CallEndReason.EndedByServer)]
    public async Task CALL_143_A_closed_line_ends_its_call_and_the_other_line_lives_on(LineCloseCause cause, CallEndReason reason)
    {
        ICallSession call = await _rig.TalkAsync();
        Say(_rig.One, new LineSignal.Closed(cause, new ProviderFault("gone")));
        Assert.Equal((reason, "gone"), (call.Snapshot.End?.Reason, call.Snapshot.End?.ProviderCode));
        Assert.Equal(CallClientState.SignedIn, _rig.Client.State);
        Assert.Equal((1, 1), (_rig.One.Line.Disposed, _rig.One.Line.Opened[0].Disposed));
        ICallSession again = await _rig.CallAsync();
        Answer(_rig.Two, again.CallId);
        Assert.Equal(CallState.Connected, again.Snapshot.State);
    }

    [Fact]
    public async Task CALL_143_A_closed_line_without_a_call_is_not_felt()
    {
        await _rig.LoginAsync();
        Say(_rig.One, new LineSignal.Closed(LineCloseCause.EndedByServer));
        ICallSession call = await _rig.CallAsync();
        Answer(_rig.Two, call.CallId);
        Assert.Equal((CallClientState.SignedIn, CallState.Connected), (_rig.Client.State, call.Snapshot.State));
    }

    [Fact]
    public async Task CALL_013_A_line_that_was_lost_for_good_is_signed_in_anew_and_rings_again()
    {
        await _rig.LoginAsync();
        Invite(_rig.One, "c", 5);
        ICallSession former = Assert.Single(_rig.Client.Calls);
        Say(_rig.One, new LineSignal.Closed(LineCloseCause.ConnectionLost));
        Assert.Equal(CallEndReason.ConnectionLost, former.Snapshot.End?.Reason);
        _rig.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, _rig.One.Lines.Count);
        Invite(_rig.One, "c");
        ICallSession anew = Assert.Single(_rig.Client.Calls);
        Assert.NotSame(former, anew);
        await anew.AcceptAsync(ct: Ct);
        Assert.Equal(["Alerting", "AcceptCall"], _rig.One.Line.Sent.Select(command => command.GetType().Name));
    }

    [Fact]
    public async Task CALL_054_A_line_that_came_anew_is_told_of_what_had_ended_with_the_former_one()
    {
        ICallSession call = await _rig.TalkAsync();
        string[] former = [.. _rig.One.Line.Sent.Select(command => command.CommandId)];
        Say(_rig.One, new LineSignal.Closed(LineCloseCause.ConnectionLost));
        _rig.Time.Advance(TimeSpan.FromSeconds(1));
        Say(_rig.One, new LineSignal.Snapshot([new CallView
        {
            CallId = call.CallId, Revision = 9, Details = new CallDetails(new("alice", "d1"), ["bob"], CallMedia.Audio), IsMember = true,
        }]));
        var end = Assert.IsType<CallCommand.EndCall>(Assert.Single(_rig.One.Line.Sent));
        Assert.DoesNotContain(end.CommandId, former);
    }

    [Fact]
    public async Task CALL_110_A_line_that_comes_anew_ends_the_interruption()
    {
        await _rig.LoginAsync();
        Say(_rig.One, new LineSignal.Closed(LineCloseCause.ConnectionLost));
        Say(_rig.Two, new LineSignal.Interrupted());
        Assert.Equal(CallClientState.Interrupted, _rig.Client.State);
        _rig.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(CallClientState.SignedIn, _rig.Client.State);
    }

    [Fact]
    public async Task CALL_143_Only_the_last_lines_end_is_the_clients()
    {
        ICallSession call = await _rig.TalkAsync();
        Say(_rig.Two, new LineSignal.Closed(LineCloseCause.EndedByServer));
        Assert.Equal(CallState.Connected, call.Snapshot.State);
        FakeLine one = _rig.One.Line;
        Say(_rig.One, new LineSignal.Closed(LineCloseCause.AuthExpired));
        Assert.Equal((CallClientState.SignedOut, CallEndReason.AuthExpired), (_rig.Client.State, call.Snapshot.End?.Reason));
        Assert.Equal((1, 1), (one.Disposed, _rig.Two.Line.Disposed));
        await _rig.LoginAsync();
        Assert.Equal((2, 2), (_rig.One.Lines.Count, _rig.Two.Lines.Count));
    }

    [Fact]
    public async Task CALL_005_Who_signed_in_elsewhere_did_so_as_a_whole()
    {
        ICallSession call = await _rig.TalkAsync();
        Say(_rig.Two, new LineSignal.Closed(LineCloseCause.KickedOffline));
        Assert.Equal((CallClientState.SignedOut, CallEndReason.KickedOffline), (_rig.Client.State, call.Snapshot.End?.Reason));
        _rig.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal((1, 1), (_rig.One.Lines.Count, _rig.Two.Lines.Count));
        Assert.Equal((1, 1), (_rig.One.Line.Disposed, _rig.Two.Line.Disposed));
    }
}
