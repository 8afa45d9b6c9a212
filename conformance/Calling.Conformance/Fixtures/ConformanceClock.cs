using Calling.Providers.Mock;

namespace Calling.Conformance;

/// <summary>How a test waits: in virtual time, where it runs as part of the world, or in real time with deadlines.</summary>
public abstract class ConformanceClock
{
    private protected ConformanceClock(TimeProvider time) => Time = time;

    /// <summary>Whether time passes only when the test says so.</summary>
    public abstract bool IsVirtual { get; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>How much longer than usual deadlines are.</summary>
    internal virtual double Patience => 1;

    /// <summary>The provider lives in a virtual world: two minutes take no time, and every run is the same.</summary>
    /// <param name="world">The provider's world; its operations complete without time passing.</param>
    public static ConformanceClock Virtual(VirtualWorld world) => new InWorld(world);

    /// <summary>The machine's clock.</summary>
    /// <param name="patience">Stretches every deadline, for slow vendors and machines; 1 or more.</param>
    public static ConformanceClock Real(double patience = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(patience, 1);
        return new OfMachine(patience);
    }

    /// <summary>Runs a test.</summary>
    internal abstract Task RunAsync(Func<Task> test);

    /// <summary>Lets time pass.</summary>
    internal abstract Task PassAsync(TimeSpan time);

    /// <summary>Lets time pass until a condition holds.</summary>
    internal abstract Task<bool> TryUntilAsync(Func<bool> condition, TimeSpan atMost);

    private sealed class InWorld(VirtualWorld world) : ConformanceClock(world.Time)
    {
        private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

        public override bool IsVirtual => true;

        internal override Task RunAsync(Func<Task> test) => world.RunAsync(test);

        internal override async Task PassAsync(TimeSpan time)
        {
            await world.AdvanceAsync(time);
            await BreatheAsync(() => false);
        }

        internal override async Task<bool> TryUntilAsync(Func<bool> condition, TimeSpan atMost)
        {
            await BreatheAsync(condition);
            for (var end = world.Elapsed + atMost; !condition() && world.Elapsed < end;)
            {
                await world.AdvanceAsync(Step);
                await BreatheAsync(condition);
            }

            return condition();
        }

        /// <summary>Event readers are resumed by way of the thread pool, which no world can see: they get turns before the clock moves on.</summary>
        private async Task BreatheAsync(Func<bool> condition)
        {
            for (int turn = 0; turn < 10 && !condition(); turn++)
            {
                await world.AdvanceAsync(TimeSpan.Zero);
            }

            // On a busy machine the turns may be over before the pool has got round to the readers: what comes back from its queue comes after them.
            if (!condition())
            {
                await Task.Run(static () => { });
                await world.AdvanceAsync(TimeSpan.Zero);
            }
        }
    }

    private sealed class OfMachine(double patience) : ConformanceClock(TimeProvider.System)
    {
        public override bool IsVirtual => false;

        internal override double Patience => patience;

        internal override Task RunAsync(Func<Task> test) => test();

        internal override Task PassAsync(TimeSpan time) => Task.Delay(time, Time);

        internal override async Task<bool> TryUntilAsync(Func<bool> condition, TimeSpan atMost)
        {
            long start = Time.GetTimestamp();
            while (!condition())
            {
                if (Time.GetElapsedTime(start) > atMost * patience)
                {
                    return condition();
                }

                await Task.Delay(TimeSpan.FromMilliseconds(5), Time);
            }

            return true;
        }
    }
}
