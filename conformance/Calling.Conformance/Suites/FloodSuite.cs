using Calling.Media;
using Calling.Providers;

namespace Calling.Conformance;

/// <summary>Senders that do not stop: what the user decides here does not wait behind what others send.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
/// <param name="fixture">The provider's.</param>
public abstract class FloodSuite<TFixture>(TFixture fixture) : Suite<TFixture>(fixture)
    where TFixture : ConformanceFixture
{
    private const int Flood = 10_000;

    /// <summary>Rule CALL-037 allows 100 ms; a frame that was being taken then may still leave.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromMilliseconds(100 + 40);

    [Spec(["CALL-037", "CALL-113"], Aspect = "a stranger floods", Requires = CallCapabilities.RingingSignal | CallCapabilities.RawMedia, Needs = Hooks.Hostile | Hooks.Wire)]
    public async Task A_flood_of_a_stranger_is_not_felt_in_a_call()
    {
        var pair = await ConnectAsync();
        using var atAlice = new Senses(pair.Out.Media, pair.Bob.Party.UserId);
        await Stage.UntilAsync(() => atAlice is { Pictures: > 3, Sounds: > 3 }, "media");
        var mallory = await Stage.EnterHostileAsync("mallory");
        var flood = Send(mallory, i => (i % 50) switch
        {
            0 => new CallCommand.PlaceCall(
                $"flood-{i}", mallory.NextId(), [Stage.Id("bob")], CallMedia.Video, TimeSpan.FromSeconds(30), new(true, true)),
            < 25 => new CallCommand.SetMediaState(pair.Out.CallId, mallory.NextId(), new(true, true)),
            _ => new CallCommand.EndCall(pair.Out.CallId, mallory.NextId(), EndCause.HangUp, HangUpScope.Everyone),
        });
        var (pictures, sounds) = (atAlice.Pictures, atAlice.Sounds);
        await Stage.UntilAsync(() => atAlice.Pictures > pictures + 5 && atAlice.Sounds > sounds + 5, "media goes on in the flood");
        await StopsAsync(pair.Bob, MediaKind.Audio, pair.In.SetMicrophoneAsync(false));
        await StopsAsync(pair.Bob, MediaKind.Video, pair.In.SetCameraAsync(false));
        await ReadAsync(pair, "Ringing bob:Accepted Connecting +bob Connected bob:cam bob:", "Connecting +alice Connected");
        await StopsAsync(pair.Alice, MediaKind.Video, pair.Out.HangUpAsync());
        await ReadAsync(
            pair,
            "Ringing bob:Accepted Connecting +bob Connected bob:cam bob: Ended(LocalHangUp by alice)",
            "Connecting +alice Connected -alice(RemoteHangUp) Ended(RemoteHangUp by alice)");
        await mallory.DisposeAsync();
        await flood;
    }

    [Spec(["CALL-037", "CALL-113"], Aspect = "the peer floods", Needs = Hooks.Hostile | Hooks.Wire)]
    public async Task A_flood_of_the_peer_keeps_nobody_from_muting_and_hanging_up()
    {
        var bob = await BobAsync();
        var mallory = await Stage.EnterHostileAsync("mallory");
        string callId = await mallory.PlaceAsync("bob");
        var incoming = await bob.RingsAsync();
        await bob.AcceptAsync(incoming);
        await ReadsAsync("Connecting", bob.Log(incoming));

        // Something changes with every twentieth: a reader may fall behind by a thousand events, and nobody reads in the middle of a virtual flood.
        var flood = Send(mallory, i => i % 2 == 0
            ? new CallCommand.SetMediaState(callId, mallory.NextId(), new(i % 40 < 20, true))
            : new CallCommand.AskMedia(callId, mallory.NextId(), CallMedia.Audio));
        await StopsAsync(bob, MediaKind.Audio, incoming.SetMicrophoneAsync(false));
        Assert.False(incoming.Snapshot.LocalMedia.MicrophoneOn);
        long start = Fixture.Clock.Time.GetTimestamp();
        await incoming.HangUpAsync();
        Assert.True(Fixture.Clock.Time.GetElapsedTime(start) < TimeSpan.FromSeconds(1) * Stage.Clock.Patience, "the hang-up waited");
        await CompletesAsync(bob.Log(incoming));
        Assert.Equal(CallEndReason.LocalHangUp, incoming.Snapshot.End!.Reason);
        await mallory.DisposeAsync();
        await flood;
        var alice = await AliceAsync();
        var next = await RingAsync(alice, bob);
        await bob.AcceptAsync(next.In);
        await ConnectedAsync(next);
    }

    /// <summary>Sends as fast as it goes, and waits for nothing.</summary>
    private static Task<CommandResult[]> Send(HostilePeer liar, Func<int, CallCommand> command) =>
        Task.WhenAll(Enumerable.Range(0, Flood).Select(i => liar.SendAsync(command(i)).AsTask()).ToArray());

    /// <summary>States that what was begun just now stops a kind of content in time.</summary>
    private async Task StopsAsync(Person person, MediaKind kind, Task stopping)
    {
        await Stage.PassAsync(Bound);
        long sent = await Stage.SentAsync(person, kind);
        await Stage.PassAsync(400);
        Assert.Equal(sent, await Stage.SentAsync(person, kind));
        await stopping;
    }
}
