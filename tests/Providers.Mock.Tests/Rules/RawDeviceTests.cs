using Calling.Media;

namespace Calling.Providers.Mock.Tests;

/// <summary>A device that lies, next to whole clients (rules 025 and 113).</summary>
public sealed class RawDeviceTests : RuleTest
{
    [Fact]
    public Task CALL_025_113_A_stranger_changes_nothing_whatever_it_sends() => InWorldAsync(async () =>
    {
        var (alice, bob) = (await EnterAsync("alice"), await EnterAsync("bob"));
        await using var mallory = await MockRawDevice.SignInAsync(World, "mallory");
        var call = await alice.CallAsync("bob");
        await RestAsync();
        string id = call.Session.CallId;
        CallCommand[] commands =
        [
            new CallCommand.Alerting(id, mallory.NextCommandId()),
            new CallCommand.Busy(id, mallory.NextCommandId()),
            new CallCommand.AcceptCall(id, mallory.NextCommandId(), new(true, true)) { Data = "x" },
            new CallCommand.RejectCall(id, mallory.NextCommandId(), "x"),
            new CallCommand.CancelCall(id, mallory.NextCommandId()),
            new CallCommand.LeaveCall(id, mallory.NextCommandId()),
            new CallCommand.EndCall(id, mallory.NextCommandId(), EndCause.HangUp, HangUpScope.Everyone),
            new CallCommand.SetMediaState(id, mallory.NextCommandId(), new(true, true)),
            new CallCommand.AskMedia(id, mallory.NextCommandId(), CallMedia.Video),
            new CallCommand.AnswerMedia(id, mallory.NextCommandId(), "r", true),
            new CallCommand.QueryCall(id, mallory.NextCommandId()),
        ];
        foreach (var command in commands)
        {
            // Whoever ends a call is told that it is over, known or not: a stranger does not learn that there is one.
            var result = await mallory.SendAsync(command);
            Assert.Equal(command is CallCommand.CancelCall or CallCommand.EndCall, result is CommandResult.Done);
        }

        await PassAsync(1);
        Assert.Equal(("[Ringing]", "[Incoming]"), (call.Trace, bob.Incoming[0].Trace));
        Assert.Empty(mallory.Signals);
    });

    [Fact]
    public Task CALL_113_What_is_said_twice_late_or_out_of_order_changes_nothing() => InWorldAsync(async () =>
    {
        var (alice, bob) = (await EnterAsync("alice"), await EnterAsync("bob"));
        using var twice = World.Faults.Duplicate(MockMatch.AnyCommand, TimeSpan.FromSeconds(0.2));
        using var again = World.Faults.Duplicate(MockMatch.AnySignal, TimeSpan.FromSeconds(0.3));
        var call = await alice.CallAsync("bob");
        await PassAsync(1);
        await bob.Incoming[0].AcceptAsync("hello");
        await PassAsync(1);
        var asking = call.Session.RequestMediaAsync(CallMedia.Video);
        await PassAsync(1);
        await bob.Incoming[0].Session.AnswerMediaRequestAsync(bob.Incoming[0].Session.Snapshot.MediaRequest!.RequestId, agree: false);
        await PassAsync(1);
        await bob.Incoming[0].HangUpAsync("bye");
        await PassAsync(1);

        Assert.Equal(MediaRequestOutcome.Refused, await asking);
        Assert.Equal(
            "[Ringing] bob:Accepted=hello Connecting +bob/mic Connected ?Refused -bob(RemoteHangUp)=bye Ended(RemoteHangUp by bob)=bye", call.Trace);
        Assert.Equal("[Incoming] Connecting +alice/mic Connected alice?Video ?Refused Ended(LocalHangUp by bob)=bye", Assert.Single(bob.Incoming).Trace);
        Assert.Single((await alice.Client.Records.ReadAsync()).Records);
    });

    [Fact]
    public Task A_raw_device_sees_every_signal_of_its_line() => InWorldAsync(async () =>
    {
        var alice = await EnterAsync("alice");
        await using var bob = await MockRawDevice.SignInAsync(World, "bob");
        var call = await alice.CallAsync("bob");
        await RestAsync();
        var accept = new CallCommand.AcceptCall(call.Session.CallId, bob.NextCommandId(), new(true, false));
        Assert.True(Assert.IsType<CommandResult.Done>(await bob.SendAsync(accept)).View!.IsMember);
        Assert.True(Assert.IsType<CommandResult.Done>(await bob.SendAsync(accept)).View!.IsMember);
        await call.HangUpAsync();
        await RestAsync();

        Assert.Equal(["Invited", "Ended"], bob.Signals.Select(s => s.GetType().Name));
    });
}
