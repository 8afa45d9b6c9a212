namespace Calling.Conformance;

/// <summary>Rule CALL-005: a user who may have one device signed in.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
/// <param name="fixture">The provider's.</param>
public abstract class SingleDeviceSuite<TFixture>(TFixture fixture) : Suite<TFixture>(fixture)
    where TFixture : ConformanceFixture
{
    private const string Kicked = "SignedOut(LoggedOut) SigningIn SignedIn SignedOut(KickedOffline)";

    [Spec("CALL-005", Aspect = "connected", Requires = CallCapabilities.RingingSignal, Needs = Hooks.SingleDevice)]
    public async Task The_older_device_is_signed_out_and_its_call_ends()
    {
        var pair = await RingAsync(await EnterAsync("alice"), await EnterAsync("bob"), CallMedia.Audio);
        await pair.Bob.AcceptAsync(pair.In);
        await ConnectedAsync(pair);
        var tablet = await EnterAsync("alice", "tablet");
        await ReadsAsync("Ringing bob:Accepted Connecting +bob Connected Ended(KickedOffline)", pair.Alice.Log(pair.Out));
        await ReadsOneOfAsync(
            pair.Bob.Log(pair.In),
            "Connecting +alice Connected -alice(RemoteHangUp) Ended(RemoteHangUp by alice)",
            "Connecting +alice Connected -alice(PeerLost) Ended(PeerLost)");
        await KickedAsync(pair.Alice, tablet);
        await QuietAsync();
    }

    [Spec("CALL-005", Aspect = "dialing", Requires = CallCapabilities.RingingSignal, Needs = Hooks.SingleDevice)]
    public async Task A_callee_whom_the_older_device_was_dialing_reads_a_cancel()
    {
        var pair = await RingAsync(await EnterAsync("alice"), await EnterAsync("bob"));
        var tablet = await EnterAsync("alice", "tablet");
        await ReadAsync(pair, "Ringing bob:Cancelled Ended(KickedOffline)", "Ended(RemoteCancel by alice)");
        await KickedAsync(pair.Alice, tablet);
        await QuietAsync();
    }

    [Spec("CALL-005", Aspect = "incoming", Requires = CallCapabilities.RingingSignal, Needs = Hooks.SingleDevice)]
    public async Task An_unanswered_call_moves_to_the_newer_device()
    {
        var pair = await RingAsync(await EnterAsync("alice"), await EnterAsync("bob"), CallMedia.Audio);
        var tablet = await EnterAsync("bob", "tablet");
        var moved = await tablet.RingsAsync();
        await ReadAsync(pair, "Ringing", "Ended(KickedOffline)");
        await KickedAsync(pair.Bob, tablet);
        await tablet.AcceptAsync(moved);
        await ReadsAsync("Ringing bob:Accepted Connecting +bob Connected", pair.Alice.Log(pair.Out));
        await ReadsAsync("Connecting +alice Connected", tablet.Log(moved));
        await QuietAsync();
    }

    private Task<Person> EnterAsync(string name, string device = Person.Phone) =>
        Stage.EnterAsync(name, device: device, provider: Fixture.SingleDevice);

    private async Task KickedAsync(Person older, Person newer)
    {
        await Stage.UntilAsync(() => older.States == Kicked, $"{older} is signed out; it was {older.States}");
        Assert.Equal((CallClientState.SignedOut, CallClientState.SignedIn), (older.Client.State, newer.Client.State));
        Assert.Empty(older.Client.Calls);
    }
}
