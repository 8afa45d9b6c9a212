namespace Calling.Conformance;

/// <summary>Section 1: signing in, and what nobody may do without.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
/// <param name="fixture">The provider's.</param>
public abstract class SignInSuite<TFixture>(TFixture fixture) : Suite<TFixture>(fixture)
    where TFixture : ConformanceFixture
{
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
        await ReadsAsync("", pair.Bob.Log(missed));
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
}
