using Azure.Communication.Calling.WindowsClient;
using Calling.Providers.Acs;
using Calling.Tests;

namespace Calling.Acs.Tests.Native;

/// <summary>Whatever is wrong becomes an error with a name, and the vendor's own code is kept.</summary>
public class BadInputTests
{
    [Theory]
    [InlineData("")]
    [InlineData("not a token")]
    [InlineData("a.b.c")]
    public async Task A_malformed_token_is_refused(string token)
    {
        await using var people = new Neighbours();
        people.Token("alice");
        var error = await Assert.ThrowsAsync<CallException>(() => people.Client("alice").LoginAsync(CallCredential.FromToken("alice", token)).Soon());
        Assert.Equal((CallErrorCode.AuthenticationFailed, "0x80070057"), (error.Code, error.ProviderCode));
    }

    [Fact]
    public async Task A_token_that_is_no_longer_good_is_refused()
    {
        await using var people = new Neighbours();
        string token = people.Token("alice");
        people.Cloud.RevokeTokens((await people.Directory.FindAcsIdAsync("alice", default))!);
        var error = await Assert.ThrowsAsync<CallException>(() => people.Client("alice").LoginAsync(CallCredential.FromToken("alice", token)).Soon());
        Assert.Equal(CallErrorCode.AuthenticationFailed, error.Code);
    }

    [Fact]
    public async Task Two_of_one_identity_in_one_process_are_an_error_and_the_first_goes_on()
    {
        await using var people = new Neighbours();
        var first = await people.EnterAsync("alice");
        var error = await Assert.ThrowsAsync<CallException>(() => people.EnterAsync("alice"));
        Assert.Equal(CallErrorCode.ProviderFailed, error.Code);
        Assert.Equal("0x800400C9", error.ProviderCode);
        await people.EnterAsync("bob");
        await first.CallAsync("bob", CallMedia.Audio);
        await Neighbours.HasAsync(first, CallState.Ringing);
    }

    [Fact]
    public async Task Signing_in_again_after_a_failure_and_after_signing_out_works()
    {
        await using var people = new Neighbours();
        var alice = people.Client("alice");
        await Assert.ThrowsAsync<CallException>(() => alice.LoginAsync(CallCredential.FromToken("alice", "nonsense")).Soon());
        for (int i = 0; i < 5; i++)
        {
            await alice.LoginAsync(CallCredential.FromToken("alice", people.Token("alice"))).Soon();
            await alice.LogoutAsync().Soon();
        }
    }

    [Fact]
    public async Task A_user_whom_the_directory_does_not_know_is_not_reachable_and_does_not_sign_in()
    {
        await using var people = new Neighbours();
        var alice = await people.EnterAsync("alice");
        var end = await Neighbours.EndsAsync(await alice.CallAsync("stranger", CallMedia.Audio));
        Assert.Equal(CallEndReason.Unreachable, end.Reason);
        var error = await Assert.ThrowsAsync<CallException>(() => people.Client("stranger").LoginAsync(CallCredential.FromToken("stranger", people.Token("alice"))).Soon());
        Assert.Equal(CallErrorCode.AuthenticationFailed, error.Code);
    }

    [Fact]
    public async Task Who_never_signed_in_is_unreachable_and_the_vendors_code_says_why()
    {
        await using var people = new Neighbours();
        var alice = await people.EnterAsync("alice");
        people.Token("bob");
        var end = await Neighbours.EndsAsync(await alice.CallAsync("bob", CallMedia.Audio));
        Assert.Equal((CallEndReason.Unreachable, "480", "10037"), (end.Reason, end.ProviderCode, end.ProviderSubcode));
    }

    [Fact]
    public async Task A_caller_whom_the_directory_does_not_know_does_not_ring()
    {
        await using var people = new Neighbours();
        var bob = await people.EnterAsync("bob");
        string stranger = people.Cloud.CreateIdentity(), bobsId = (await people.Directory.FindAcsIdAsync("bob", default))!;
        var agent = await people.Device("stranger").CreateClient(new())
            .CreateCallAgentAsync(new CallTokenCredential(people.Cloud.IssueToken(stranger, TimeSpan.FromHours(1)).Token), new CallAgentOptions()).Soon();
        var call = await agent.StartCallAsync([new UserCallIdentifier(bobsId)], new StartCallOptions()).Soon();
        await Until.True(() => call.State == Azure.Communication.Calling.WindowsClient.CallState.Ringing);
        await people.EnterAsync("alice").ContinueWith(alice => alice.Result.CallAsync("bob", CallMedia.Audio), TaskScheduler.Default).Unwrap().Soon();
        Assert.Equal("alice", (await Neighbours.HasAsync(bob, CallState.Incoming)).Snapshot.Caller);
        Assert.Single(bob.Calls);
    }

    [Fact]
    public async Task The_caller_is_who_the_vendor_says()
    {
        await using var people = new Neighbours();
        var bob = await people.EnterAsync("bob");
        people.Token("alice");
        var mallory = people.Client("mallory", configure: o => o.DisplayName = "alice");
        await mallory.LoginAsync(CallCredential.FromToken("alice", people.Token("mallory"))).Soon();
        await mallory.CallAsync("bob", CallMedia.Audio);
        Assert.Equal("mallory", (await Neighbours.HasAsync(bob, CallState.Incoming)).Snapshot.Caller);
    }

    [Fact]
    public async Task An_accept_after_the_end_says_how_it_ended()
    {
        await using var people = new Neighbours();
        var (alice, bob) = (await people.EnterAsync("alice"), await people.EnterAsync("bob"));
        var outgoing = await alice.CallAsync("bob", CallMedia.Audio);
        var incoming = await Neighbours.HasAsync(bob, CallState.Incoming);
        await outgoing.HangUpAsync();
        var error = await Assert.ThrowsAsync<CallException>(async () =>
        {
            await Neighbours.EndsAsync(incoming);
            await incoming.AcceptAsync();
        });
        Assert.Equal((CallErrorCode.CallGone, CallEndReason.RemoteCancel), (error.Code, error.EndReason));
    }

    [Fact]
    public async Task A_directory_that_fails_costs_the_call_and_no_more()
    {
        await using var people = new Neighbours();
        var broken = new BrokenDirectory(people.Directory);
        var alice = await people.EnterAsync("alice", configure: o => o.Directory = _ => broken);
        broken.IsBroken = true;
        await people.EnterAsync("bob");
        var end = await Neighbours.EndsAsync(await alice.CallAsync("bob", CallMedia.Audio));
        Assert.Equal((CallEndReason.Failed, "0x80131509"), (end.Reason, end.ProviderCode));
        broken.IsBroken = false;
        await alice.CallAsync("bob", CallMedia.Audio);
        await Neighbours.HasAsync(alice, CallState.Ringing);
    }

    private sealed class BrokenDirectory(IAcsDirectory inner) : IAcsDirectory
    {
        public bool IsBroken { get; set; }

        public ValueTask<string?> FindAcsIdAsync(string userId, CancellationToken ct) =>
            IsBroken ? throw new InvalidOperationException("The directory is broken.") : inner.FindAcsIdAsync(userId, ct);

        public ValueTask<string?> FindUserIdAsync(string acsId, CancellationToken ct) => inner.FindUserIdAsync(acsId, ct);
    }
}
