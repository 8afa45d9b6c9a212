namespace Calling.Facades.Tests;

/// <summary>What an app does while something else is under way: it was decided already, or is not yet, and no turn has told of it.</summary>
public abstract class WilddogCrossingTests(FacadeStage stage) : WilddogStageTests(stage)
{
    public sealed class OnMock() : WilddogCrossingTests(new MockStage());

    public sealed class OnWebRtc() : WilddogCrossingTests(new WebRtcStage());

    [Fact]
    public Task A_close_after_two_calls_have_crossed_ends_the_survivor() => Stage.RunAsync(async () =>
    {
        var (loser, winner, call, context) = await CrossAsync();
        call.Close();
        context.Release();
        await Stage.UntilAsync(() => loser.Client.Calls.Count == 0 && winner.Client.Calls.Count == 0, "nobody is in a call");
        await Stage.PassAsync(TimeSpan.FromMilliseconds(200));
        Assert.Equal(("", true), (loser.Told, call.IsOver));
    });

    [Fact]
    public Task A_mute_after_two_calls_have_crossed_holds_for_the_survivor() => Stage.RunAsync(async () =>
    {
        var (loser, winner, call, context) = await CrossAsync();
        loser.Stream.AudioEnabled = false;
        Assert.False(call.IsOver);
        context.Release();
        await Stage.UntilAsync(() => loser.Remote is not null && winner.Remote is not null, "both have the other's media");
        await Stage.UntilAsync(() => winner.Remote!.Media == new MediaState(false, true), "the microphone is off");
        Assert.Equal(new MediaState(false, true), call.Session!.Snapshot.LocalMedia);
    });

    [Fact]
    public Task A_mute_while_the_call_is_being_placed_is_heeded() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = (await WilddogUser.StartAsync(Stage, "alice"), await WilddogUser.StartAsync(Stage, "bob"));
        var call = alice.Call("bob");
        (alice.Stream.AudioEnabled, alice.Stream.VideoEnabled) = (false, false);
        await ToldAsync(bob, "call(alice,)");
        bob.Incoming!.AcceptWithLocalStream(bob.Stream);
        await ToldAsync(bob, "call(alice,) stream(alice)");
        await Stage.UntilAsync(() => bob.Remote!.Media == default, "both are off");
        Assert.Equal(default, call.Session!.Snapshot.LocalMedia);
    });

    [Fact]
    public Task A_second_start_is_refused_and_calls_go_on() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = (new WilddogUser(Stage, "alice"), await WilddogUser.StartAsync(Stage, "bob"));
        var starting = alice.Video.StartAsync();
        Assert.Equal(CallErrorCode.InvalidState, (await Assert.ThrowsAsync<CallException>(alice.Video.StartAsync)).Code);
        var early = alice.Call("bob", "early");
        await ToldAsync(bob, "call(alice,early)");
        await starting;
        early.Close();
        await ToldAsync(bob, "call(alice,early) closed");
        Assert.Equal(CallErrorCode.InvalidState, (await Assert.ThrowsAsync<CallException>(alice.Video.StartAsync)).Code);
        alice.Call("bob", "late");
        await ToldAsync(bob, "call(alice,early) closed call(alice,late)");
    });

    [Fact]
    public Task An_answer_when_it_is_over_opens_nothing() => Stage.RunAsync(async () =>
    {
        var (alice, bob, call) = await RingAsync();
        call.Close();
        await ToldAsync(bob, "call(alice,) closed");
        bob.Incoming!.AcceptWithLocalStream(bob.Stream);
        await Stage.PassAsync(TimeSpan.FromMilliseconds(200));
        Assert.Equal(("call(alice,) closed", false), (bob.Told, bob.Stream.IsHeeded));
        Assert.False(alice.Stream.IsHeeded);
    });

    [Fact]
    public Task A_disposed_one_is_silent_and_its_conversation_goes_on() => Stage.RunAsync(async () =>
    {
        var (alice, bob, call) = await TalkAsync();
        alice.Video.Dispose();
        alice.Stream.AudioEnabled = false;
        await Stage.UntilAsync(() => bob.Remote!.Media == new MediaState(false, true), "a mute is heeded");
        bob.Incoming!.Close();
        await Stage.UntilAsync(() => call.IsOver, "it is over");
        alice.Stream.AudioEnabled = true;
        Assert.False(alice.Stream.IsHeeded);
        bob.Call("alice");
        await Stage.UntilAsync(() => alice.Client.Calls.Count == 1, "a call rings at the client");
        Assert.Equal("response(Accepted) stream(bob)", alice.Told);
    });

    [Fact]
    public Task In_a_group_call_of_another_app_only_who_invited_is_shown_and_nobody_answers_to_a_callee() => Stage.RunAsync(async () =>
    {
        var (bob, alice, carol) = (
            await WilddogUser.StartAsync(Stage, "bob"), Stage.Client("alice", CallProfile.Default), await WilddogUser.StartAsync(Stage, "carol"));
        var ct = TestContext.Current.CancellationToken;
        await alice.LoginAsync(CallCredential.FromToken("alice", Stage.Token("alice"), "phone"), ct);
        var options = new CallOptions { AudioSource = Stage.Microphone, VideoSource = Stage.Camera };
        await alice.PlaceCallAsync(new(["bob", "carol"], CallMedia.Video, options) { IsGroup = true }, ct);
        await ToldAsync(bob, "call(alice,)");
        bob.Incoming!.AcceptWithLocalStream(bob.Stream);
        await ToldAsync(bob, "call(alice,) stream(alice)");
        await ToldAsync(carol, "call(alice,)");
        carol.Incoming!.AcceptWithLocalStream(carol.Stream);
        await ToldAsync(carol, "call(alice,) stream(alice)");
        await Stage.UntilAsync(
            () => bob.Incoming.Session!.Snapshot.Participants.All(p => p.State == ParticipantState.Joined), "Bob is connected with both");
        await Stage.PassAsync(TimeSpan.FromMilliseconds(200));
        Assert.Equal(("call(alice,) stream(alice)", "call(alice,) stream(alice)"), (bob.Told, carol.Told));
    });

    /// <summary>Two call each other; whose own call lost is not told yet, as its main thread is busy.</summary>
    private async Task<(WilddogUser Loser, WilddogUser Winner, Wilddog.WilddogConversation Call, HeldContext Context)> CrossAsync()
    {
        var (hers, his) = (new HeldContext(), new HeldContext());
        var alice = HeldContext.Make(hers, () => new WilddogUser(Stage, "alice"));
        var bob = HeldContext.Make(his, () => new WilddogUser(Stage, "bob"));
        await Task.WhenAll(alice.Video.StartAsync(), bob.Video.StartAsync());
        var (one, other) = (alice.Call("bob"), bob.Call("alice"));
        await Stage.UntilAsync(() => alice.IsInTheOthersCall || bob.IsInTheOthersCall, "the calls have crossed");
        if (alice.IsInTheOthersCall)
        {
            his.Release();
            return (alice, bob, one, hers);
        }

        hers.Release();
        return (bob, alice, other, his);
    }
}
