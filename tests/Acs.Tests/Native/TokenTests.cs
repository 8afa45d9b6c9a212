using Calling.Providers.Acs;
using Calling.Tests;

namespace Calling.Acs.Tests.Native;

/// <summary>The vendor's tokens: refused, renewed, run out.</summary>
public class TokenTests
{
    /// <summary>The vendor takes it all the same, so there is an agent, which holds the identity until it is let go of.</summary>
    [Fact]
    public async Task CALL_003_a_token_that_has_run_out_by_the_machines_own_clock_leaves_no_agent_behind()
    {
        await using var people = new Neighbours();
        var ahead = people.Client("alice", time: new ManualTime());
        await Record.ExceptionAsync(() => ahead.LoginAsync(CallCredential.FromToken("alice", people.Token("alice"), "phone")).Soon());
        await ahead.DisposeAsync().AsTask().Soon();
        await people.EnterAsync("alice");
    }

    [Fact]
    public async Task CALL_003_whose_token_ran_out_in_a_call_can_sign_in_again_once_signed_out()
    {
        await using var people = new Neighbours();
        var bob = await people.EnterAsync("bob");
        var alice = people.Client("alice");
        await alice.LoginAsync(CallCredential.FromToken("alice", people.Token("alice", TimeSpan.FromSeconds(2)), "phone")).Soon();
        var call = await alice.CallAsync("bob", CallMedia.Audio);
        await (await Neighbours.HasAsync(bob, CallState.Incoming)).AcceptAsync();
        await Neighbours.HasAsync(alice, CallState.Connected);
        var end = await Neighbours.EndsAsync(call);
        Assert.Equal(CallEndReason.AuthExpired, end.Reason);
        await alice.DisposeAsync().AsTask().Soon();
        await people.EnterAsync("alice");
    }

    [Fact]
    public async Task CALL_004_a_renewal_that_is_refused_leaves_what_held_before()
    {
        await using var people = new Neighbours();
        var time = new ManualTime();
        people.Token("alice");
        var source = new Source(people, time);
        var alice = people.Client("alice", configure: o => o.TokenSource = _ => source, time: time);
        var tokens = new Queue<string>(["first", "refused"]);
        await alice.LoginAsync(CallCredential.FromCallback("alice", _ => new(tokens.Dequeue()), "phone")).Soon();
        source.RefusesNext = true;
        time.Advance(TimeSpan.FromMinutes(30));
        await Until.True(() => source.Shown.Count == 3, "the app was asked for another token, which is refused");
        await Until.True(() => time.Next <= TimeSpan.FromSeconds(30), "the next attempt is due");
        time.Advance(TimeSpan.FromSeconds(30));
        await Until.True(() => source.Shown.Count == 4, "the next token is fetched");
        Assert.Equal(["first", "first", "refused", "first"], source.Shown);
    }

    [Fact]
    public async Task A_source_that_fails_is_not_taken_for_a_token_that_is_refused()
    {
        await using var people = new Neighbours();
        people.Token("alice");
        var alice = people.Client("alice", configure: o => o.TokenSource = _ => new Mistaken());
        var error = await Assert.ThrowsAsync<CallException>(() => alice.LoginAsync(CallCredential.FromToken("alice", "any", "phone")).Soon());
        Assert.Equal(CallErrorCode.ProviderFailed, error.Code);
        Assert.IsType<ArgumentException>(error.InnerException);
    }

    private sealed class Mistaken : IAcsTokenSource
    {
        public ValueTask<AcsToken> GetTokenAsync(CallCredential credential, CancellationToken ct) => throw new ArgumentException("a mistake of the app's");
    }

    private sealed class Source(Neighbours people, TimeProvider time) : IAcsTokenSource
    {
        private readonly List<string> _shown = [];

        public bool RefusesNext { get; set; }

        public IReadOnlyList<string> Shown
        {
            get
            {
                lock (_shown)
                {
                    return [.. _shown];
                }
            }
        }

        public ValueTask<AcsToken> GetTokenAsync(CallCredential credential, CancellationToken ct)
        {
            lock (_shown)
            {
                _shown.Add(credential.Token);
            }

            (bool refuses, RefusesNext) = (RefusesNext || credential.Token == "refused", false);
            return refuses
                ? throw new CallException(CallErrorCode.AuthenticationFailed, "This user gets none.")
                : ValueTask.FromResult(new AcsToken(people.Token("alice"), time.GetUtcNow() + TimeSpan.FromHours(1)));
        }
    }
}
