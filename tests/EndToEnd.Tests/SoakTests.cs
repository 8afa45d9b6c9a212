using Calling.EndToEnd;

namespace Calling.OnWebRtc;

/// <summary>Fifty calls more in one process leave nothing behind (rules CALL-036, CALL-096).</summary>
public sealed class SoakTests : ScenarioBase
{
    private const int Calls = 50;

    [Fact]
    public async Task CALL_096_threads_sockets_and_memory_are_back_after_50_calls()
    {
        var (alice, bob) = (await Stage.EnterAsync("alice"), await Stage.EnterAsync("bob"));

        // As many before as after: the native heaps come to their size in the first dozens of calls, and stay there.
        for (int i = 0; i < Calls; i++)
        {
            await TalkAsync(alice, bob, i + 1);
        }

        var before = await Held.MeasureAsync(Stage);
        for (int i = 0; i < Calls; i++)
        {
            await TalkAsync(alice, bob, Calls + i + 1);
        }

        var after = await Held.MeasureAsync(Stage);
        TestContext.Current.TestOutputHelper!.WriteLine($"before {before}, after {after}");
        Assert.True(after.Sockets <= before.Sockets + 4, $"sockets, pipes and events: {before.Sockets} before, {after.Sockets} after");
        Assert.True(after.Threads <= before.Threads + 8, $"threads: {before.Threads} before, {after.Threads} after");
        Assert.True(after.MegaBytes <= before.MegaBytes + 40, $"memory: {before.MegaBytes} MB before, {after.MegaBytes} MB after");
    }

    private async Task TalkAsync(Person alice, Person bob, int nth)
    {
        var outgoing = await alice.CallAsync("bob");
        var incoming = await bob.RingsAsync(nth);
        await bob.AcceptAsync(incoming);
        await ReachesAsync(outgoing, CallState.Connected);
        await ReachesAsync(incoming, CallState.Connected);
        Assert.Equal(CallState.Connected, outgoing.Snapshot.State);
        await outgoing.DisposeAsync();
        await Stage.UntilAsync(() => incoming.Snapshot.State == CallState.Ended, "bob's end");
        await incoming.DisposeAsync();
    }
}
