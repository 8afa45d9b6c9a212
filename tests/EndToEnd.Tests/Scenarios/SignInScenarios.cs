namespace Calling.EndToEnd;

/// <summary>Section 1: signing in, and what nobody may do without.</summary>
public abstract class SignInScenarios(Stage stage) : ScenarioBase(stage)
{
    [Fact]
    public async Task CALL_001_nothing_works_before_signing_in_or_after_signing_out()
    {
        var alice = Stage.Stay("alice");
        await FailsAsync(CallErrorCode.NotSignedIn, () => alice.CallAsync("bob"));
        await alice.Client.LoginAsync(Stage.Credential("alice"));
        Assert.Equal(CallClientState.SignedIn, alice.Client.State);
        Assert.Equal("alice", alice.Client.UserId);
        await alice.Client.LogoutAsync();
        Assert.Equal(CallClientState.SignedOut, alice.Client.State);
        Assert.Null(alice.Client.UserId);
        await FailsAsync(CallErrorCode.NotSignedIn, () => alice.CallAsync("bob"));
        await alice.Client.LogoutAsync();
    }

    [Fact]
    public async Task CALL_002_signing_out_ends_the_call_and_the_peer_reads_a_hang_up()
    {
        var (alice, bob, outgoing, incoming) = await ConnectAsync();
        await alice.Client.LogoutAsync();
        await CompletesAsync(alice.Log(outgoing), bob.Log(incoming));
        await ReadsAsync("Ringing bob:Accepted Connecting +bob Connected Ended(LoggedOut by alice)", alice.Log(outgoing));
        await ReadsAsync("Connecting +alice Connected -alice(RemoteHangUp) Ended(RemoteHangUp by alice)", bob.Log(incoming));
        await bob.CallAsync("alice");
        await Stage.PassAsync(TimeSpan.FromMilliseconds(300));
        Assert.Empty(alice.Incoming);
    }

    [Fact]
    public async Task CALL_003_signing_in_again_works_and_listeners_are_still_called()
    {
        var (alice, bob) = (await Stage.EnterAsync("alice"), await Stage.EnterAsync("bob"));
        await bob.Client.LogoutAsync();
        await bob.Client.LoginAsync(Stage.Credential("bob"));
        var call = await alice.CallAsync("bob");
        Assert.Equal(call.CallId, (await bob.RingsAsync()).CallId);
    }

    [Fact]
    public async Task CALL_004_a_refused_token_raises_authentication_failed()
    {
        var alice = Stage.Stay("alice");
        var error = await FailsAsync(CallErrorCode.AuthenticationFailed, () => alice.Client.LoginAsync(Stage.BadCredential("alice")));
        Assert.DoesNotContain("secret", error.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(CallClientState.SignedOut, alice.Client.State);
        await alice.Client.LoginAsync(Stage.Credential("alice"));
        Assert.Equal(CallClientState.SignedIn, alice.Client.State);
    }

    [Theory]
    [InlineData("")]
    [InlineData("with space")]
    [InlineData("line\nbreak")]
    [InlineData("sixty-four-bytes-are-the-limit-of-a-user-id-and-this-one-is-longer")]
    public async Task CALL_006_a_user_id_outside_the_limits_is_refused(string user)
    {
        var alice = await Stage.EnterAsync("alice");
        await FailsAsync(CallErrorCode.InvalidArgument, () => alice.CallAsync(user));
        Assert.Empty(alice.Client.Calls);
    }

    [Fact]
    public async Task CALL_006_an_attachment_over_the_limit_is_refused_and_names_it()
    {
        var (alice, bob) = (await Stage.EnterAsync("alice"), await Stage.EnterAsync("bob"));
        int limit = alice.Client.Provider.Limits.MaxAttachmentBytes;
        var error = await FailsAsync(CallErrorCode.InvalidArgument, () => alice.CallAsync("bob", configure: o => o.Attachment = new('x', limit + 1)));
        Assert.Contains($"{limit}", error.Message, StringComparison.Ordinal);
        Assert.Contains($"{limit + 1}", error.Message, StringComparison.Ordinal);
        Assert.Empty(bob.Incoming);
    }

    [Fact]
    public async Task CALL_007_calling_oneself_nobody_or_somebody_twice_is_refused()
    {
        var alice = await Stage.EnterAsync("alice");
        await FailsAsync(CallErrorCode.InvalidArgument, () => alice.CallAsync("alice"));
        await FailsAsync(CallErrorCode.InvalidArgument, () => alice.Client.GroupCallAsync([], CallMedia.Audio));
        await FailsAsync(CallErrorCode.InvalidArgument, () => alice.Client.GroupCallAsync(["bob", "bob"], CallMedia.Audio));
    }

    [Fact]
    public async Task CALL_142_what_is_not_declared_is_refused_by_name()
    {
        var alice = await Stage.EnterAsync("alice");
        var error = await FailsAsync(CallErrorCode.NotSupported, () => alice.Client.GroupCallAsync(["bob", "carol"], CallMedia.Audio));
        Assert.Equal(CallCapabilities.Group, error.Capability);
        Assert.Contains("Group", error.Message, StringComparison.Ordinal);
    }
}
