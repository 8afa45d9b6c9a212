using Calling.Providers;
using Calling.Signaling.Wire;
using Calling.Tests;

namespace Calling.Server.Tests;

/// <summary>One device per user, tokens that run out in a call, and lines that are down (rules CALL-004, CALL-005, CALL-111).</summary>
public class OneDeviceTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CALL_005_another_device_signs_the_first_one_out(bool serverWants)
    {
        await using var rig = await ServerRig.StartAsync(o => (o.SingleDevice, o.MaxConnectionsPerUser) = (serverWants, 1));
        var phone = await rig.SignInAsync("alice");
        var desk = await rig.OpenAsync();
        await desk.SendAsync(new ClientFrame.Hello([1]) { Token = rig.Token("alice"), Device = "desk", Sole = !serverWants });
        await desk.NextAsync<ServerFrame.Welcome>();
        Assert.Equal(ByeCause.KickedOffline, (await phone.NextAsync<ServerFrame.Farewell>()).Cause);
        Assert.Equal(CloseCodes.KickedOffline, await phone.CloseCodeAsync());
        await Until.True(() => rig.ConnectedDevices == 1);
        await desk.SendAsync(new ClientFrame.AskSnapshot());
        await desk.NextAsync<ServerFrame.State>();
    }

    [Fact]
    public async Task CALL_005_a_device_that_was_away_is_told_when_it_resumes()
    {
        await using var rig = await ServerRig.StartAsync(o => o.SingleDevice = true);
        var phone = await rig.SignInAsync("alice");
        phone.Cut();
        await Until.True(() => rig.ConnectedDevices == 0);
        var desk = await rig.SignInAsync("alice", "desk");
        var back = await rig.OpenAsync();
        await back.SendAsync(new ClientFrame.Hello([1])
        {
            Token = rig.Token("alice"), Device = "phone", Resume = new ResumePoint(phone.Welcome.Epoch, phone.Welcome.Cursor),
        });
        Assert.Equal(ByeCause.KickedOffline, (await back.NextAsync<ServerFrame.Farewell>()).Cause);
        Assert.Equal(CloseCodes.KickedOffline, await back.CloseCodeAsync());
        await desk.SendAsync(new ClientFrame.AskSnapshot());
        await desk.NextAsync<ServerFrame.State>();
    }

    [Fact]
    public async Task CALL_005_without_being_asked_for_several_devices_stay()
    {
        await using var rig = await ServerRig.StartAsync();
        var phone = await rig.SignInAsync("alice");
        await rig.SignInAsync("alice", "desk");
        await phone.SendAsync(new ClientFrame.AskSnapshot());
        await phone.NextAsync<ServerFrame.State>();
        Assert.Equal(2, rig.ConnectedDevices);
    }

    [Fact]
    public async Task CALL_004_a_token_that_runs_out_ends_the_call_at_once_for_the_peer()
    {
        await using var rig = await ServerRig.StartAsync();
        var (alice, bob) = await ConnectedAsync(rig, TimeSpan.FromMinutes(10));
        rig.Time.Advance(TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(10));
        Assert.Equal(ByeCause.AuthExpired, (await bob.NextAsync<ServerFrame.Farewell>()).Cause);
        Assert.Equal(CloseCodes.AuthExpired, await bob.CloseCodeAsync());
        Assert.Equal(new CallEnding(EndCause.HangUp, bob.Self), (await alice.SignalAsync<CallSignal.Ended>()).Ending);
    }

    [Fact]
    public async Task CALL_004_a_token_that_is_renewed_in_time_keeps_the_call()
    {
        await using var rig = await ServerRig.StartAsync();
        var (alice, bob) = await ConnectedAsync(rig, TimeSpan.FromMinutes(10));
        rig.Time.Advance(TimeSpan.FromMinutes(9));
        await bob.SendAsync(new ClientFrame.Renew(rig.Token("bob")));
        await bob.NextAsync<ServerFrame.Renewed>();
        rig.Time.Advance(TimeSpan.FromMinutes(9));
        await bob.AskAsync(new CallCommand.SetMediaState("c1", bob.NextId(), new(false, false)));
        await alice.SignalAsync<CallSignal.MediaStateChanged>();
    }

    [Fact]
    public async Task CALL_111_a_connection_that_is_lost_and_found_is_told_to_the_peer()
    {
        await using var rig = await ServerRig.StartAsync();
        var (alice, bob) = await ConnectedAsync(rig, TimeSpan.FromHours(1));
        bob.Cut();
        Assert.Equal((bob.Self, false), Line(await alice.SignalAsync<CallSignal.MemberLine>()));
        var again = await rig.SignInAsync("bob", "phone", new ResumePoint(bob.Welcome.Epoch, 1));
        Assert.True(again.Welcome.Resumed);
        Assert.Equal((bob.Self, true), Line(await alice.SignalAsync<CallSignal.MemberLine>()));

        static (CallParty, bool) Line(CallSignal.MemberLine line) => (line.Party, line.Up);
    }

    private static async Task<(WireClient Alice, WireClient Bob)> ConnectedAsync(ServerRig rig, TimeSpan bobsToken)
    {
        var alice = await rig.SignInAsync("alice");
        var bob = await rig.OpenAsync();
        await bob.SendAsync(new ClientFrame.Hello([1]) { Token = rig.Token("bob", lifetime: bobsToken), Device = "phone" });
        bob.Welcome = await bob.NextAsync<ServerFrame.Welcome>();
        Assert.IsType<CommandResult.Done>(await alice.PlaceAsync("c1", "bob"));
        await bob.SignalAsync<CallSignal.Invited>();
        Assert.IsType<CommandResult.Done>(await bob.AcceptAsync("c1"));
        await alice.SignalAsync<CallSignal.Responded>();
        await alice.SignalAsync<CallSignal.MemberJoined>();
        return (alice, bob);
    }
}
