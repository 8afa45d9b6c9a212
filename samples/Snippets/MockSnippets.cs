using Calling.Media;
using Calling.Providers;
using Calling.Providers.Mock;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Calling.Samples.Snippets;

/// <summary>What the page of the mock shows, compiled; a test compares both.</summary>
public static class MockSnippets
{
    public static async Task ThreeLines(IServiceCollection services, IConfiguration configuration)
    {
        var world = MockWorld.CreateVirtual();
        services.AddCalling(configuration.GetSection("Calling")).AddMock(m => m.World = world);   // "Provider": "Mock"
        await world.AdvanceAsync(TimeSpan.FromSeconds(30));                                        // half a minute of ringing, in no time
    }

    public static async Task Two(ICallClient alice, ICallClient bob, MockWorld world)
    {
        await alice.LoginAsync(CallCredential.FromToken("alice", "any token"));
        await bob.LoginAsync(CallCredential.FromToken("bob", "any token"));
        var call = await alice.CallAsync("bob", CallMedia.Video);
        await world.AdvanceAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(CallEndReason.NoAnswer, call.Snapshot.End!.Reason);
    }

    public static async Task Race(MockWorld world, ICallSession incoming, ICallSession call)
    {
        using var accepts = world.Faults.Hold(MockMatch.Command<CallCommand.AcceptCall>().Of("bob"));
        using var cancels = world.Faults.Hold(MockMatch.Command<CallCommand.CancelCall>().Of("alice"));
        var (accept, cancel) = (incoming.AcceptAsync(), call.TryCancelAsync());
        cancels.ReleaseNext();   // the cancel is first …
        accepts.ReleaseNext();   // … and the accept finds the call gone
        await Task.WhenAll(accept, cancel);
    }

    public static void Counts(MockWorld world)
    {
        Assert.Equal(0, world.Media.FramesSent("bob", MediaKind.Audio));   // who only rings sends nothing (rule CALL-090)
        Assert.Equal(0, world.Media.OpenSources());                        // all is released (rule CALL-096)
    }
}
