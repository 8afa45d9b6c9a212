namespace Calling.Conformance;

/// <summary>Section 1: signing in, and what nobody may do without.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
/// <param name="fixture">The provider's.</param>
public abstract class SignInSuite<TFixture>(TFixture fixture) : Suite<TFixture>(fixture)
    where TFixture : ConformanceFixture
{
    private static readonly TimeSpan ShortLife = TimeSpan.FromSeconds(4);

    [Spec("CALL-001")]
    public async Task Nothing_works_before_signing_in_or_after_signing_out()
    {
        var alice = Stage.Arrive("alice");
        await FailsAsync(CallErrorCode.NotSignedIn, () => alice.CallAsync("bob"));
        await alice.SignInAsync();
        Assert.Equal((CallClientState.SignedIn, alice.Party.UserId), (alice.Client.State, alice.Client.UserId));
        await alice.Client.LogoutAsync();
        Assert.Equal((CallClientState.SignedOut, null), (alice.Client.State, alice.Client.UserId));
        await FailsAsync(CallErrorCode.NotSignedIn, () => alice.CallAsync("bob"));
        await alice.Client.LogoutAsync();
    }

    [Spec("CALL-001", Aspect = "ending is exempt")]
    public async Task A_session_can_be_ended_after_signing_out()
    {
        var pair = await ConnectAsync(CallMedia.Audio);
        await pair.Alice.Client.LogoutAsync();
        await pair.Out.HangUpAsync();
        await pair.Out.DisposeAsync();
        await CompletesAsync(pair.Alice.Log(pair.Out), pair.Bob.Log(pair.In));
    }

    [Spec(["CALL-002", "CALL-036"], Requires = CallCapabilities.RingingSignal)]
    public async Task Signing_out_ends_the_call_and_the_peer_reads_a_hang_up()
    {
        var pair = await ConnectAsync();
        await pair.Alice.Client.LogoutAsync();
        await ReadAsync(
            pair,
            "Ringing bob:Accepted Connecting +bob Connected Ended(LoggedOut by alice)",
            "Connecting +alice Connected -alice(RemoteHangUp) Ended(RemoteHangUp by alice)");
        var missed = await pair.Bob.CallAsync("alice");
        await Stage.PassAsync(300);
        Assert.Empty(pair.Alice.Incoming);

        // Rule CALL-013: without OfflineInvite the vendor may say that nobody is there.
        bool waits = pair.Bob.Client.Provider.Capabilities.HasFlag(CallCapabilities.OfflineInvite);
        await ReadsOneOfAsync(pair.Bob.Log(missed), waits ? [""] : ["", "alice:Unreachable Ended(Unreachable)"]);
        await QuietAsync();
    }

    [Spec("CALL-003")]
    public async Task Signing_in_again_works_and_listeners_are_still_called()
    {
        var (alice, bob) = (await AliceAsync(), await BobAsync());
        await bob.Client.LogoutAsync();
        await bob.SignInAsync();
        var pair = await RingAsync(alice, bob);
        await pair.In.RejectAsync();
        await ReadsAsync("Ended(LocalReject by bob)", bob.Log(pair.In));
        Assert.Single(bob.Incoming);
    }

    [Spec("CALL-004", Aspect = "refused", Needs = Hooks.RefusedCredential)]
    public async Task A_refused_token_raises_authentication_failed()
    {
        var alice = Stage.Arrive("alice");
        var refused = Fixture.RefusedCredential(alice.Party)!;
        var error = await FailsAsync(CallErrorCode.AuthenticationFailed, () => alice.Client.LoginAsync(refused));
        Assert.True(
            refused.Token.Length < 10 || !error.Message.Contains(refused.Token, StringComparison.Ordinal), "the message gives the token away");
        Assert.Equal(CallClientState.SignedOut, alice.Client.State);
        await alice.SignInAsync();
        Assert.Equal(CallClientState.SignedIn, alice.Client.State);
    }

    [Spec("CALL-004", Aspect = "renewed", Requires = CallCapabilities.RingingSignal, Needs = Hooks.ShortToken)]
    public async Task A_token_that_runs_out_is_renewed_and_the_call_goes_on()
    {
        var (alice, bob) = (Stage.Arrive("alice"), await BobAsync());
        int asked = 0;
        await alice.Client.LoginAsync(CallCredential.FromCallback(alice.Party.UserId, _ => ShortTokenAsync(alice, ref asked), alice.Party.DeviceId));
        Assert.Equal(1, asked);
        var pair = await RingAsync(alice, bob, CallMedia.Audio);
        await bob.AcceptAsync(pair.In);
        await ConnectedAsync(pair);
        await Stage.PassAsync(ShortLife * 2.5);
        Assert.InRange(asked, 3, 8);
        Assert.Equal("SignedOut(LoggedOut) SigningIn SignedIn", alice.States);
        await ReadAsync(pair, "Ringing bob:Accepted Connecting +bob Connected", "Connecting +alice Connected");
        await QuietAsync();
    }

    [Spec("CALL-004", Aspect = "not renewed", Requires = CallCapabilities.RingingSignal, Needs = Hooks.ShortToken)]
    public async Task A_token_that_cannot_be_renewed_ends_the_call_when_it_has_run_out()
    {
        var (alice, bob) = (Stage.Arrive("alice"), await BobAsync());
        int asked = 0;
        await alice.Client.LoginAsync(CallCredential.FromCallback(
            alice.Party.UserId,
            _ => asked == 0 ? ShortTokenAsync(alice, ref asked) : throw new InvalidOperationException($"The backend is down ({++asked})."),
            alice.Party.DeviceId));
        long start = Fixture.Clock.Time.GetTimestamp();
        var pair = await RingAsync(alice, bob, CallMedia.Audio);
        await bob.AcceptAsync(pair.In);
        await ConnectedAsync(pair);
        await Stage.UntilAsync(() => asked > 1, "the callback is asked for another token");
        await ReadAsync(pair, "Ringing bob:Accepted Connecting +bob Connected", "Connecting +alice Connected");
        await ReadsAsync("Ringing bob:Accepted Connecting +bob Connected Ended(AuthExpired)", alice.Log(pair.Out));
        Assert.InRange(Fixture.Clock.Time.GetElapsedTime(start), ShortLife * 0.5, ShortLife * 2);
        Assert.InRange(asked, 2, 8);
        await ReadsOneOfAsync(
            bob.Log(pair.In),
            "Connecting +alice Connected -alice(RemoteHangUp) Ended(RemoteHangUp by alice)",
            "Connecting +alice Connected -alice(PeerLost) Ended(PeerLost)");
        await Stage.UntilAsync(() => alice.States == "SignedOut(LoggedOut) SigningIn SignedIn SignedOut(AuthExpired)", "the client is signed out");
        await QuietAsync();
    }

    [Spec("CALL-006", Aspect = "user id")]
    public async Task A_user_id_outside_the_limits_is_refused()
    {
        var alice = await AliceAsync();
        var limits = alice.Client.Provider.Limits;
        foreach (string user in new[] { "", "line\nbreak", "zero\0", new string('x', limits.MaxUserIdBytes + 1) })
        {
            await FailsAsync(CallErrorCode.InvalidArgument, () => alice.Client.CallAsync(user, CallMedia.Audio));
        }

        Assert.Empty(alice.Client.Calls);
    }

    [Spec("CALL-006", Aspect = "attachment", Requires = CallCapabilities.Attachment)]
    public async Task An_attachment_over_the_limit_is_refused_and_the_message_names_it()
    {
        var (alice, bob) = (await AliceAsync(), await BobAsync());
        int limit = alice.Client.Provider.Limits.MaxAttachmentBytes;
        var error = await FailsAsync(
            CallErrorCode.InvalidArgument, () => alice.CallAsync("bob", configure: o => o.Attachment = new('x', limit + 1)));
        Assert.Contains($"{limit}", error.Message, StringComparison.Ordinal);
        Assert.Contains($"{limit + 1}", error.Message, StringComparison.Ordinal);
        await QuietAsync();
        Assert.Empty(bob.Incoming);
    }

    [Spec("CALL-007")]
    public async Task Calling_oneself_nobody_or_somebody_twice_is_refused()
    {
        var (alice, bob) = (await AliceAsync(), await BobAsync());
        await FailsAsync(CallErrorCode.InvalidArgument, () => alice.CallAsync("alice"));
        await FailsAsync(CallErrorCode.InvalidArgument, () => alice.Client.GroupCallAsync([], CallMedia.Audio));
        await FailsAsync(
            CallErrorCode.InvalidArgument, () => alice.Client.GroupCallAsync([bob.Party.UserId, bob.Party.UserId], CallMedia.Audio));
        await QuietAsync();
    }

    [Spec("CALL-008", Requires = CallCapabilities.RingingSignal)]
    public async Task Everybody_reads_who_signed_in()
    {
        var pair = await ConnectAsync(CallMedia.Audio);
        Assert.Equal(pair.Alice.Party.UserId, pair.In.Snapshot.Caller);
        Assert.Equal(pair.Alice.Party.UserId, Assert.Single(pair.In.Snapshot.Participants).UserId);
        Assert.Equal(pair.Bob.Party.UserId, Assert.Single(pair.Out.Snapshot.Participants).UserId);
        await ReadAsync(pair, "Ringing bob:Accepted Connecting +bob Connected", "Connecting +alice Connected");
        await QuietAsync();
    }

    [Spec("CALL-008", Aspect = "a false claim", Needs = Hooks.ForgedCredential)]
    public async Task Who_claims_to_be_somebody_else_is_refused_or_called_by_the_tokens_name()
    {
        var bob = await BobAsync();
        var mallory = Stage.Arrive("mallory");
        try
        {
            await mallory.Client.LoginAsync(Fixture.ForgedCredential(Stage.Id("alice"), mallory.Party)!);
        }
        catch (CallException error) when (error.Code == CallErrorCode.AuthenticationFailed)
        {
            Assert.Equal(CallClientState.SignedOut, mallory.Client.State);
            return;
        }

        await mallory.CallAsync("bob");
        var incoming = await bob.RingsAsync();
        Assert.Equal("mallory", Stage.NameOf(incoming.Snapshot.Caller));
    }

    private ValueTask<string> ShortTokenAsync(Person person, ref int asked)
    {
        Interlocked.Increment(ref asked);
        return ValueTask.FromResult(Fixture.ShortToken(person.Party, ShortLife)!);
    }
}
