namespace Calling.Acs.Emulator.Tests;

public class GroupTests
{
    private readonly Stage _stage = new();

    [Fact]
    public async Task A_call_to_several_goes_on_until_the_last_has_left()
    {
        var (anna, ben, carl) = (await _stage.SignInAsync(), await _stage.SignInAsync(), await _stage.SignInAsync());
        var caller = await anna.CallAsync(ben, carl);
        var first = await ben.AcceptAsync();
        await _stage.SettleAsync();
        Assert.Equal((CallState.Connected, 2), (caller.Sdk.State, caller.Sdk.RemoteParticipants.Count));
        var second = await carl.AcceptAsync();
        await _stage.SettleAsync();
        Assert.All([caller, first, second], line => Assert.Equal(2, line.Sdk.RemoteParticipants.Count));
        Assert.All(caller.Sdk.RemoteParticipants, one => Assert.Equal(ParticipantState.Connected, one.State));

        await caller.HangUpAsync();
        await _stage.SettleAsync();
        Assert.Equal((CallState.Connected, CallState.Connected), (first.Sdk.State, second.Sdk.State));
        Assert.Equal(carl.Id, Assert.Single(first.Sdk.RemoteParticipants).Identifier.RawId);
        await first.HangUpAsync();
        await _stage.SettleAsync();
        Assert.Equal(CallState.Connected, second.Sdk.State);
        Assert.Empty(second.Sdk.RemoteParticipants);
        Assert.Equal(1, second.Sdk.TotalParticipantCount);
    }

    [Fact]
    public async Task If_all_decline_the_call_ends_with_0_5003_and_if_one_is_silent_with_his_reason()
    {
        var (anna, ben, carl) = (await _stage.SignInAsync(), await _stage.SignInAsync(), await _stage.SignInAsync());
        var declined = await anna.CallAsync(ben, carl);
        await ben.RejectAsync();
        await _stage.SettleAsync();
        Assert.Equal(CallState.Ringing, declined.Sdk.State);
        await carl.RejectAsync();
        await _stage.SettleAsync();
        Assert.Equal("0/5003", declined.Reason);

        var stage = new Stage();
        (anna, ben, carl) = (await stage.SignInAsync(), await stage.SignInAsync(), await stage.SignInAsync());
        var silent = await anna.CallAsync(ben, carl);
        await ben.RejectAsync();
        await stage.PassAsync(TimeSpan.FromSeconds(85));
        Assert.Equal("487/10004", silent.Reason);
    }

    [Fact]
    public async Task Who_is_not_there_does_not_hinder_the_others()
    {
        var (anna, ben) = (await _stage.SignInAsync(), await _stage.SignInAsync());
        var sdk = await anna.Agent.StartCallAsync([new UserCallIdentifier(_stage.Cloud.CreateIdentity()), ben.Identifier], null).Soon();
        var caller = new Line(sdk);
        await ben.AcceptAsync();
        await _stage.SettleAsync();
        Assert.Equal(CallState.Connected, caller.Sdk.State);
        Assert.Equal(ben.Id, Assert.Single(caller.Sdk.RemoteParticipants).Identifier.RawId);
    }

    [Fact]
    public async Task Hanging_up_for_everyone_ends_it_for_everyone_who_rings_too()
    {
        var (anna, ben, carl) = (await _stage.SignInAsync(), await _stage.SignInAsync(), await _stage.SignInAsync());
        var caller = await anna.CallAsync(ben, carl);
        var first = await ben.AcceptAsync();
        var bell = await carl.RingAsync();
        await caller.HangUpAsync(forEveryone: true);
        await _stage.SettleAsync();
        Assert.Equal(("0/0", "0/4097", "487/0"), (caller.Reason, first.Reason, bell.Reason));
    }

    [Fact]
    public async Task Who_joins_by_the_same_guid_meets_and_nobody_rings()
    {
        var (anna, ben) = (await _stage.SignInAsync(), await _stage.SignInAsync());
        var group = Guid.NewGuid();
        var first = await anna.JoinAsync(group);
        await _stage.SettleAsync();
        Assert.Empty(first.Sdk.RemoteParticipants);
        var second = await ben.JoinAsync(group);
        var elsewhere = await (await _stage.SignInAsync()).JoinAsync(Guid.NewGuid());
        await _stage.SettleAsync();
        Assert.Equal([CallState.Connecting, CallState.Connected], first.States);
        Assert.Equal([CallState.Connecting, CallState.Connected], second.States);
        Assert.Equal(ben.Id, Assert.Single(first.Sdk.RemoteParticipants).Identifier.RawId);
        Assert.Empty(elsewhere.Sdk.RemoteParticipants);

        await first.HangUpAsync();
        await second.HangUpAsync();
        var later = await anna.JoinAsync(group);
        await _stage.SettleAsync();
        Assert.Empty(later.Sdk.RemoteParticipants);
    }

    [Fact]
    public async Task Adding_somebody_makes_a_group_of_two()
    {
        var (anna, ben, carl) = (await _stage.SignInAsync(), await _stage.SignInAsync(), await _stage.SignInAsync());
        var (caller, callee) = await _stage.ConnectAsync(anna, ben);
        var added = caller.Sdk.AddParticipant(carl.Identifier);
        Assert.Equal(ParticipantState.Idle, added.State);
        await _stage.SettleAsync();
        Assert.Equal(ParticipantState.Ringing, added.State);
        Assert.Same(added, caller.Sdk.RemoteParticipants.Single(one => one.Identifier.RawId == carl.Id));
        await carl.AcceptAsync();
        await _stage.SettleAsync();
        Assert.Equal((ParticipantState.Connected, 2), (added.State, callee.Sdk.RemoteParticipants.Count));
        Assert.ThrowsAny<Exception>(() => caller.Sdk.AddParticipant(carl.Identifier));

        await callee.HangUpAsync();
        await _stage.SettleAsync();
        Assert.Equal(CallState.Connected, caller.Sdk.State);
    }

    [Fact]
    public async Task Nobody_is_added_before_the_call_is_connected()
    {
        var (anna, ben, carl) = (await _stage.SignInAsync(), await _stage.SignInAsync(), await _stage.SignInAsync());
        var caller = await anna.CallAsync(ben);
        Assert.ThrowsAny<Exception>(() => caller.Sdk.AddParticipant(carl.Identifier));
        await _stage.SettleAsync();
        Assert.Empty(carl.Rings);
        Assert.Single(caller.Sdk.RemoteParticipants);
    }

    [Fact]
    public async Task Who_is_removed_sees_0_5000_and_who_still_rings_a_cancel()
    {
        var (anna, ben, carl) = (await _stage.SignInAsync(), await _stage.SignInAsync(), await _stage.SignInAsync());
        var caller = await anna.CallAsync(ben, carl);
        var first = await ben.AcceptAsync();
        var bell = await carl.RingAsync();
        foreach (var participant in caller.Sdk.RemoteParticipants)
        {
            await caller.Sdk.RemoveParticipantAsync(participant).Soon();
        }

        await _stage.SettleAsync();
        Assert.Equal(("0/5000", "487/0", CallState.Connected), (first.Reason, bell.Reason, caller.Sdk.State));
        Assert.Empty(caller.Sdk.RemoteParticipants);
    }

    [Fact]
    public async Task In_a_group_a_hold_is_one_s_own()
    {
        var (anna, ben) = (await _stage.SignInAsync(), await _stage.SignInAsync());
        var group = Guid.NewGuid();
        var (first, second) = (await anna.JoinAsync(group), await ben.JoinAsync(group));
        await first.Sdk.HoldAsync().Soon();
        await _stage.SettleAsync();
        Assert.Equal((CallState.LocalHold, CallState.Connected), (first.Sdk.State, second.Sdk.State));
    }
}
