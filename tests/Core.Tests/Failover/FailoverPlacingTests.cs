using Calling.Providers;
using static Calling.Core.Tests.Failover.FailoverRig;

namespace Calling.Core.Tests.Failover;

/// <summary>Rule CALL-143: another provider is tried only before an invitation may have reached the callee, and never after.</summary>
public sealed class FailoverPlacingTests : IAsyncDisposable
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);
    private readonly FailoverRig _rig = new();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task CALL_143_What_did_not_leave_through_the_first_rings_through_the_second()
    {
        await _rig.LoginAsync();
        Answers(_rig.One, NotSent);
        ICallSession call = await _rig.CallAsync();

        var (first, second) = (Assert.Single(Sent<CallCommand.PlaceCall>(_rig.One)), Assert.Single(Sent<CallCommand.PlaceCall>(_rig.Two)));
        Assert.Equal((call.CallId, first.CommandId), (second.CallId, second.CommandId));
        Say(_rig.Two, new CallSignal.Alerted(call.CallId, 0, "bob"));
        Assert.Equal(CallState.Ringing, call.Snapshot.State);
        Answer(_rig.Two, call.CallId);
        Assert.Equal(CallState.Connected, call.Snapshot.State);
        Assert.Same(call, Assert.Single(_rig.Client.Calls));
        Assert.Empty(_rig.One.Line.Opened);
        Assert.Equal(call.CallId, Assert.Single(_rig.Two.Line.Opened).Plan.CallId);

        await call.HangUpAsync(Ct);
        Assert.Empty(Sent<CallCommand.EndCall>(_rig.One));
        Assert.Single(Sent<CallCommand.EndCall>(_rig.Two));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CALL_143_What_may_have_left_is_never_tried_elsewhere_in_either_order_of_what_comes_back(bool resultFirst)
    {
        await _rig.LoginAsync();
        var result = new TaskCompletionSource<CommandResult>();
        _rig.One.Line.Sending = command => command is CallCommand.PlaceCall ? new(result.Task) : new(new CommandResult.Done());
        ICallSession call = await _rig.CallAsync();
        if (resultFirst)
        {
            result.SetResult(Unknown);
            Assert.Equal(CallState.Dialing, call.Snapshot.State);
            Answers(_rig.One, new CommandResult.Done());
            Say(_rig.One, new CallSignal.Alerted(call.CallId, 0, "bob"));
        }
        else
        {
            Say(_rig.One, new CallSignal.Alerted(call.CallId, 0, "bob"));
            Answers(_rig.One, new CommandResult.Done());
            result.SetResult(Unknown);
        }

        Assert.Equal(CallState.Ringing, call.Snapshot.State);
        _rig.Time.Advance(Retry);
        Assert.Single(Sent<CallCommand.PlaceCall>(_rig.One).DistinctBy(command => command.CommandId));
        Assert.Equal(2, Sent<CallCommand.PlaceCall>(_rig.One).Count());
        Answer(_rig.One, call.CallId);
        Assert.Equal(CallState.Connected, call.Snapshot.State);
        Assert.Empty(_rig.Two.Line.Sent);
    }

    [Fact]
    public async Task CALL_143_What_may_have_left_stays_with_its_provider_even_when_the_retry_does_not_leave()
    {
        await _rig.LoginAsync();
        Answers(_rig.One, Unknown);
        await _rig.CallAsync();
        Answers(_rig.One, NotSent);
        _rig.Time.Advance(3 * Retry);
        Assert.Equal(4, Sent<CallCommand.PlaceCall>(_rig.One).Count());
        Assert.Empty(_rig.Two.Line.Sent);
    }

    [Fact]
    public async Task CALL_143_What_was_refused_is_never_tried_elsewhere()
    {
        await _rig.LoginAsync();
        Answers(_rig.One, new CommandResult.Refused(RefusalCode.Unreachable));
        ICallSession call = await _rig.CallAsync();
        Assert.Equal(CallEndReason.Unreachable, call.Snapshot.End?.Reason);
        Assert.Empty(_rig.Two.Line.Sent);
    }

    [Fact]
    public async Task CALL_143_A_provider_that_throws_may_have_sent_it()
    {
        await _rig.LoginAsync();
        _rig.One.Line.Sending = _ => throw new InvalidOperationException("broken");
        await _rig.CallAsync();
        _rig.Time.Advance(2 * Retry);
        Assert.Equal(3, Sent<CallCommand.PlaceCall>(_rig.One).Count());
        Assert.Empty(_rig.Two.Line.Sent);
    }

    [Fact]
    public async Task CALL_143_A_provider_that_knows_the_call_has_it_whatever_its_result_says()
    {
        await _rig.LoginAsync();
        var result = new TaskCompletionSource<CommandResult>();
        _rig.One.Line.Sending = command => command is CallCommand.PlaceCall ? new(result.Task) : new(new CommandResult.Done());
        ICallSession call = await _rig.CallAsync();
        Say(_rig.One, new CallSignal.Alerted(call.CallId, 0, "bob"));
        result.SetResult(NotSent);
        _rig.Time.Advance(Retry);
        await call.HangUpAsync(Ct);
        Assert.Single(Sent<CallCommand.EndCall>(_rig.One));
        Assert.Empty(_rig.Two.Line.Sent);
    }

    [Fact]
    public async Task CALL_143_Where_nobody_could_send_it_the_next_try_begins_with_the_first_again()
    {
        await _rig.LoginAsync();
        Answers(_rig.One, NotSent);
        Answers(_rig.Two, NotSent);
        ICallSession call = await _rig.CallAsync();
        Assert.Equal(CallState.Dialing, call.Snapshot.State);
        Answers(_rig.One, new CommandResult.Done());
        Answers(_rig.Two, new CommandResult.Done());
        _rig.Time.Advance(Retry);
        Assert.Equal((2, 1), (Sent<CallCommand.PlaceCall>(_rig.One).Count(), Sent<CallCommand.PlaceCall>(_rig.Two).Count()));
        Assert.Single(Sent<CallCommand.PlaceCall>(_rig.One).Concat(Sent<CallCommand.PlaceCall>(_rig.Two)).DistinctBy(command => command.CommandId));
    }

    [Fact]
    public async Task CALL_032_143_What_never_left_leaves_nothing_to_take_back()
    {
        await _rig.LoginAsync();
        Answers(_rig.One, NotSent);
        Answers(_rig.Two, NotSent);
        ICallSession call = await _rig.CallAsync();
        await call.HangUpAsync(Ct);
        _rig.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(CallEndReason.LocalCancel, call.Snapshot.End?.Reason);
        Assert.Equal((1, 1), (_rig.One.Line.Sent.Count, _rig.Two.Line.Sent.Count));
    }

    [Fact]
    public async Task CALL_143_A_provider_that_is_down_is_not_even_asked()
    {
        await _rig.LoginAsync();
        Say(_rig.One, new LineSignal.Interrupted());
        Assert.Equal(CallClientState.SignedIn, _rig.Client.State);
        await _rig.CallAsync();
        Assert.Empty(_rig.One.Line.Sent);
        Assert.Single(Sent<CallCommand.PlaceCall>(_rig.Two));
    }

    [Fact]
    public async Task CALL_143_The_line_may_be_lost_while_the_invitation_is_under_way()
    {
        await _rig.LoginAsync();
        var result = new TaskCompletionSource<CommandResult>();
        _rig.One.Line.Sending = command => command is CallCommand.PlaceCall ? new(result.Task) : new(new CommandResult.Done());
        ICallSession call = await _rig.CallAsync();
        Say(_rig.One, new LineSignal.Interrupted());
        result.SetResult(Unknown);
        _rig.Time.Advance(3 * Retry);
        Assert.Single(_rig.One.Line.Sent);

        Answers(_rig.One, new CommandResult.Done());
        Say(_rig.One, new LineSignal.Restored(true));
        Assert.Equal(2, Sent<CallCommand.PlaceCall>(_rig.One).Count());
        Say(_rig.One, new CallSignal.Alerted(call.CallId, 0, "bob"));
        Assert.Equal(CallState.Ringing, call.Snapshot.State);
        Assert.Empty(_rig.Two.Line.Sent);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CALL_143_The_line_may_be_closed_while_the_invitation_is_under_way(bool mayHaveLeft)
    {
        await _rig.LoginAsync();
        var result = new TaskCompletionSource<CommandResult>();
        _rig.One.Line.Sending = _ => new(result.Task);
        ICallSession call = await _rig.CallAsync();
        Say(_rig.One, new LineSignal.Closed(LineCloseCause.EndedByServer));
        Assert.Equal(CallState.Dialing, call.Snapshot.State);
        result.SetResult(mayHaveLeft ? Unknown : NotSent);
        Assert.Equal(mayHaveLeft ? CallEndReason.EndedByServer : null, call.Snapshot.End?.Reason);
        Assert.Equal(mayHaveLeft ? 0 : 1, _rig.Two.Line.Sent.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CALL_020_An_incoming_call_is_answered_through_the_provider_that_brought_it(bool byFirst)
    {
        await _rig.LoginAsync();
        var (vendor, other) = byFirst ? (_rig.One, _rig.Two) : (_rig.Two, _rig.One);
        Invite(vendor, "c");
        ICallSession call = Assert.Single(_rig.Client.Calls);
        await call.AcceptAsync(ct: Ct);
        Assert.Equal(["Alerting", "AcceptCall"], vendor.Line.Sent.Select(command => command.GetType().Name));
        Say(vendor, new CallSignal.MemberJoined("c", 2, new CallMember(Bob, default, Offers: true), null));
        Assert.Equal(vendor.Line.Self, Assert.Single(vendor.Line.Opened).Plan.Self);
        Assert.Empty(other.Line.Sent);
        Assert.Empty(other.Line.Opened);
    }

    [Fact]
    public async Task CALL_050_A_device_in_a_call_of_one_provider_is_busy_for_the_other()
    {
        ICallSession call = await _rig.TalkAsync();
        Invite(_rig.Two, "c");
        Assert.IsType<CallCommand.Busy>(Assert.Single(_rig.Two.Line.Sent));
        Assert.Same(call, Assert.Single(_rig.Client.Calls));
    }

    [Fact]
    public async Task CALL_113_A_provider_has_no_say_in_the_calls_of_another()
    {
        ICallSession call = await _rig.TalkAsync();
        Say(_rig.Two, new CallSignal.Ended(call.CallId, 0, new CallEnding(EndCause.HangUp, Bob)));
        Say(_rig.Two, new LineSignal.Snapshot([new CallView
        {
            CallId = call.CallId, Revision = 9, Details = new CallDetails(Bob, ["alice"], CallMedia.Audio), Ending = new CallEnding(EndCause.HangUp, Bob),
        }]));
        Assert.Equal(CallState.Connected, call.Snapshot.State);
        await call.HangUpAsync(Ct);
        Assert.Single(Sent<CallCommand.EndCall>(_rig.One));
        Assert.Empty(_rig.Two.Line.Sent);
    }
}
