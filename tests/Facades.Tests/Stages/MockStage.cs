using Calling.Providers;
using Calling.Providers.Mock;

namespace Calling.Facades.Tests;

/// <summary>The vendor in memory, in virtual time: two minutes of ringing take none.</summary>
public sealed class MockStage : FacadeStage
{
    private static readonly TimeSpan s_step = TimeSpan.FromMilliseconds(20);
    private readonly MockWorld _world = MockWorld.CreateVirtual();

    public override IReadOnlyList<PushOrder> Pushes
        => [.. _world.Pushes.Select(p => new PushOrder(p.UserId, p.Caller, p.Media, p.Callees, p.RingRemaining, p.Push))];

    public override TimeSpan Elapsed => _world.Virtual.Elapsed;

    public override string Token(string user, string device = "phone") => "token";

    public override async Task PassAsync(TimeSpan time)
    {
        await _world.AdvanceAsync(time);
        await BreatheAsync(() => false);
    }

    public override void Cut(string user, string device = "phone")
    {
        _world.Faults.Cut(new CallParty(user, device));
        _world.Faults.Media.Interrupt(new CallParty(user, device));
    }

    public override async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override Task PlayAsync(Func<Task> test) => _world.Virtual.RunAsync(test);

    protected override ICallClient Create(string user, string device, bool isSole, CallingOptions options)
        => CallClientFactory.Create(new MockCallProvider(new() { World = _world, SingleDevice = isSole }), options);

    protected override async Task<bool> TryUntilAsync(Func<bool> condition, TimeSpan atMost)
    {
        await BreatheAsync(condition);
        for (var end = _world.Virtual.Elapsed + atMost; !condition() && _world.Virtual.Elapsed < end;)
        {
            await _world.AdvanceAsync(s_step);
            await BreatheAsync(condition);
        }

        return condition();
    }

    /// <summary>Event readers are resumed by way of the thread pool, which no world can see: they get turns before the clock moves on.</summary>
    private async Task BreatheAsync(Func<bool> condition)
    {
        for (int turn = 0; turn < 10 && !condition(); turn++)
        {
            await _world.AdvanceAsync(TimeSpan.Zero);
        }

        // On a busy machine the turns may be over before the pool has got round to the readers: what comes back from its queue comes after them.
        if (!condition())
        {
            await Task.Run(static () => { });
            await _world.AdvanceAsync(TimeSpan.Zero);
        }
    }
}
