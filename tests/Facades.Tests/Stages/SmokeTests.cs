namespace Calling.Facades.Tests;

/// <summary>The stages themselves, without a facade.</summary>
public abstract class SmokeTests(FacadeStage stage) : StageTests(stage)
{
    public sealed class OnMock() : SmokeTests(new MockStage());

    public sealed class OnWebRtc() : SmokeTests(new WebRtcStage());

    [Fact]
    public Task Two_users_talk_and_one_hangs_up() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = (Stage.Client("alice", CallProfile.Default), Stage.Client("bob", CallProfile.Default));
        await alice.LoginAsync(CallCredential.FromToken("alice", Stage.Token("alice"), "phone"), TestContext.Current.CancellationToken);
        await bob.LoginAsync(CallCredential.FromToken("bob", Stage.Token("bob"), "phone"), TestContext.Current.CancellationToken);
        var call = await alice.CallAsync(
            "bob", CallMedia.Video, o => (o.VideoSource, o.AudioSource) = (Stage.Camera, Stage.Microphone), TestContext.Current.CancellationToken);
        await Stage.UntilAsync(() => bob.Calls.Count == 1, "it rings");
        var incoming = bob.Calls[0];
        await incoming.AcceptAsync(
            new() { VideoSource = Stage.Camera, AudioSource = Stage.Microphone }, TestContext.Current.CancellationToken);
        await Stage.UntilAsync(
            () => (call.Snapshot.State, incoming.Snapshot.State) == (CallState.Connected, CallState.Connected), "both are connected");
        await call.HangUpAsync(TestContext.Current.CancellationToken);
        await Stage.UntilAsync(() => incoming.Snapshot.State == CallState.Ended, "the other side ends");
        Assert.Equal(CallEndReason.RemoteHangUp, incoming.Snapshot.End!.Reason);
    });
}
