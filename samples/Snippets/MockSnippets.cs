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

    public static void Narrowed(IServiceCollection services, IConfiguration configuration)
    {
        services.AddCalling(configuration.GetSection("Calling")).AddMock(m => m.Capabilities &= ~CallCapabilities.Glare);
    }

    public static async Task Tokens(MockWorld world, ICallClient alice)
    {
        world.Faults.TokenLife(TimeSpan.FromMinutes(1));
        await alice.LoginAsync(CallCredential.FromCallback("alice", ct => ValueTask.FromResult("a new token each time")));
        await world.AdvanceAsync(TimeSpan.FromSeconds(45));   // the callback is asked, on the thread pool
    }

    public static async Task Paths(MockWorld world)
    {
        using var impairment = world.Faults.Media.Impair("bob", loss: 0.05, roundTrip: TimeSpan.FromSeconds(0.4));
        await world.AdvanceAsync(TimeSpan.FromSeconds(1));
    }

    public static async Task Liar(MockWorld world, ICallSession call)
    {
        await using var mallory = await MockRawDevice.SignInAsync(world, "mallory");
        var result = await mallory.SendAsync(new CallCommand.AcceptCall(call.CallId, mallory.NextCommandId(), new(true, true)));
        Assert.IsType<CommandResult.Refused>(result);
        Assert.Empty(mallory.Signals);
    }

    public static void Counts(MockWorld world)
    {
        Assert.Equal(0, world.Media.FramesSent("bob", MediaKind.Audio));   // who only rings sends nothing (rule CALL-090)
        Assert.Equal(0, world.Media.OpenSources());                        // all is released (rule CALL-096)
    }
}
