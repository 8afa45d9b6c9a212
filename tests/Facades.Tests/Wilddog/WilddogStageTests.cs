using Calling.Wilddog;

namespace Calling.Facades.Tests;

/// <summary>What the tests of Wilddog's facade have in common.</summary>
public abstract class WilddogStageTests(FacadeStage stage) : StageTests(stage)
{
    private protected async Task ToldAsync(WilddogUser user, string told)
    {
        try
        {
            await Stage.UntilAsync(() => user.Told == told, $"{user.Uid} is told");
        }
        finally
        {
            Assert.Equal(told, user.Told);
        }
    }

    /// <summary>Alice and Bob, signed in; Bob rings.</summary>
    private protected async Task<(WilddogUser Alice, WilddogUser Bob, WilddogConversation Call)> RingAsync(
        string? data = null, Action<CallingOptions>? ofAlice = null, Action<CallingOptions>? ofBob = null)
    {
        var (alice, bob) = (await WilddogUser.StartAsync(Stage, "alice", ofAlice), await WilddogUser.StartAsync(Stage, "bob", ofBob));
        var call = alice.Call("bob", data);
        await ToldAsync(bob, $"call(alice,{data})");
        return (alice, bob, call);
    }

    /// <summary>They talk.</summary>
    private protected async Task<(WilddogUser Alice, WilddogUser Bob, WilddogConversation Call)> TalkAsync()
    {
        var (alice, bob, call) = await RingAsync();
        bob.Incoming!.AcceptWithLocalStream(bob.Stream);
        await ToldAsync(alice, "response(Accepted) stream(bob)");
        await ToldAsync(bob, "call(alice,) stream(alice)");
        return (alice, bob, call);
    }
}
