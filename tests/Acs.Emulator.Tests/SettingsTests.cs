namespace Calling.Acs.Emulator.Tests;

/// <summary>Each switch, both ways.</summary>
public class SettingsTests
{
    [Theory]
    [InlineData(false, 0, "none")]
    [InlineData(true, 1, "0/0")]
    public async Task CallEnded_may_follow_an_accept(bool follows, int times, string reason)
    {
        var stage = new Stage(new EmulatorSettings { CallEndedAfterAccept = follows });
        var ben = await stage.SignInAsync();
        await stage.ConnectAsync(await stage.SignInAsync(), ben);
        var bell = await ben.RingAsync();
        Assert.Equal((times, reason), (bell.Ended, bell.Reason));
    }

    [Theory]
    [InlineData(false, 0, "none")]
    [InlineData(true, 1, "603/0")]
    public async Task CallEnded_may_follow_a_reject(bool follows, int times, string reason)
    {
        var stage = new Stage(new EmulatorSettings { CallEndedAfterReject = follows });
        var (anna, ben) = (await stage.SignInAsync(), await stage.SignInAsync());
        await anna.CallAsync(ben);
        var bell = await ben.RingAsync();
        await ben.RejectAsync();
        await stage.SettleAsync();
        Assert.Equal((times, reason), (bell.Ended, bell.Reason));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_group_that_was_entered_may_have_no_host(bool hasHost)
    {
        var stage = new Stage(new EmulatorSettings { EnteredGroupsHaveHosts = hasHost });
        var group = Guid.NewGuid();
        var (first, second) = (await (await stage.SignInAsync()).JoinAsync(group), await (await stage.SignInAsync()).JoinAsync(group));
        var error = await Record.ExceptionAsync(() => first.HangUpAsync(forEveryone: true));
        await stage.SettleAsync();
        Assert.Equal(hasHost ? null : 98, error?.HResult & 0xFFFF);
        Assert.Equal(hasHost ? CallState.Disconnected : CallState.Connected, second.Sdk.State);
    }

    [Fact]
    public async Task Disconnecting_may_be_left_out()
    {
        var stage = new Stage(new EmulatorSettings { Disconnecting = false });
        var (caller, callee) = await stage.ConnectAsync(await stage.SignInAsync(), await stage.SignInAsync());
        await callee.HangUpAsync();
        await stage.SettleAsync();
        Assert.Equal([CallState.Connecting, CallState.Ringing, CallState.Connected, CallState.Disconnected], caller.States);
        Assert.Equal([CallState.Connecting, CallState.Connected, CallState.Disconnected], callee.States);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public async Task Ids_may_change(bool change, int times)
    {
        var stage = new Stage(new EmulatorSettings { IdChanges = change });
        var (anna, carl) = (await stage.SignInAsync(), await stage.SignInAsync());
        var caller = await anna.CallAsync(carl);
        string first = caller.Sdk.Id;
        await carl.AcceptAsync();
        await stage.SettleAsync();
        Assert.Equal(times, caller.Others.Count(text => text == "id"));
        Assert.Equal(change, caller.Sdk.Id != first);

        caller.Sdk.AddParticipant((await stage.SignInAsync()).Identifier);
        await stage.SettleAsync();
        Assert.Equal(2 * times, caller.Others.Count(text => text == "id"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Events_may_come_before_anybody_listens(bool early)
    {
        var stage = new Stage(new EmulatorSettings { EventsBeforeSubscription = early });
        var (anna, ben) = (await stage.SignInAsync(), await stage.SignInAsync());
        var caller = await anna.CallAsync(ben);
        await stage.SettleAsync();
        Assert.Equal(CallState.Ringing, caller.Sdk.State);
        Assert.Equal(early ? [] : [CallState.Connecting, CallState.Ringing], caller.States);
        Assert.Single(caller.Sdk.RemoteParticipants);
    }

    [Fact]
    public async Task A_hang_up_may_look_otherwise_at_the_other_end()
    {
        var stage = new Stage(new EmulatorSettings { RemoteHangUp = new EndCode(0, 18503) });
        var (caller, callee) = await stage.ConnectAsync(await stage.SignInAsync(), await stage.SignInAsync());
        await caller.HangUpAsync();
        await stage.SettleAsync();
        Assert.Equal(("0/0", "0/18503"), (caller.Reason, callee.Reason));
    }

    [Fact]
    public async Task A_cancel_may_have_another_subcode()
    {
        var stage = new Stage(new EmulatorSettings { Cancelled = new EndCode(487, 540487) });
        var (anna, ben) = (await stage.SignInAsync(), await stage.SignInAsync());
        var caller = await anna.CallAsync(ben);
        var bell = await ben.RingAsync();
        await caller.HangUpAsync();
        await stage.SettleAsync();
        Assert.Equal("487/540487", bell.Reason);
    }

    [Theory]
    [InlineData(ParticipantReasons.Added, "none", "603/0")]
    [InlineData(ParticipantReasons.Rung, "603/0", "603/0")]
    [InlineData(ParticipantReasons.None, "none", "none")]
    public async Task Who_declined_has_a_reason_or_not(ParticipantReasons reasons, string rung, string added)
    {
        var stage = new Stage(new EmulatorSettings { ParticipantReasons = reasons });
        var (anna, ben, carl, dora) = (await stage.SignInAsync(), await stage.SignInAsync(), await stage.SignInAsync(), await stage.SignInAsync());
        var caller = await anna.CallAsync(ben, carl);
        await ben.AcceptAsync();
        await carl.RejectAsync();
        await stage.SettleAsync();
        Assert.Equal([$"-{rung}"], caller.Participants.Where(text => text[0] == '-'));

        var participant = caller.Sdk.AddParticipant(dora.Identifier);
        await dora.RejectAsync();
        await stage.SettleAsync();
        Assert.Equal([$"-{rung}", $"-{added}"], caller.Participants.Where(text => text[0] == '-'));
        Assert.Equal((added, ParticipantState.Disconnected), (Line.Text(participant.CallEndReason), participant.State));
    }

    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 0)]
    public async Task A_buffer_of_sound_may_be_left_to_the_handler(bool disposes, int held)
    {
        var stage = new Stage(new EmulatorSettings { DisposesIncomingSound = disposes });
        var (anna, ben) = (await stage.SignInAsync(), await stage.SignInAsync());
        var (mouth, ear) = (new Mouth(), new Ear());
        await stage.ConnectAsync(
            anna, ben, new StartCallOptions { OutgoingAudioOptions = mouth.Options }, new AcceptCallOptions { IncomingAudioOptions = ear.Options });
        await mouth.SayAsync(1000);
        await mouth.SayAsync(2000);
        await stage.PassAsync(TimeSpan.FromMilliseconds(200));
        Assert.Equal((2, held), (ear.Buffers.Count(buffer => buffer[0] is 1000 or 2000), ben.Device.SoundBuffersHeld));
    }
}
