using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;

namespace Calling.Providers.Mock;

/// <summary>Deterministic time and execution: a clock that moves only when told to, and one queue of work that one thread drains.</summary>
/// <remarks>
/// <para>
/// All that runs here (mailboxes, lines, the arbiter, media, timers) runs one piece at a time, first in first out, on whichever thread
/// posted while nothing else ran: an operation awaited in a single-threaded test is complete when its call returns. The same posts and
/// advances give the same order of execution, always.
/// </para>
/// <para>
/// Not under its rule: code that awaits something and is resumed by the thread pool. <see cref="AdvanceAsync"/> lets the pool take a few
/// turns before every move of the clock, so that such code usually has run, but it cannot know. A script that has to be in step runs
/// inside <see cref="RunAsync"/>, which resumes it in the world and only while the world is at rest.
/// </para>
/// <para>Any thread may call anything. Work that throws does not stop the world: the exception is thrown by the next
/// <see cref="RunUntilIdle"/> or <see cref="AdvanceAsync"/>.</para>
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification = "The semaphore holds no handle.")]
public sealed class VirtualWorld : CallRuntime
{
    /// <summary>Pieces of work that may run without the clock moving before the world is taken for one that never comes to rest.</summary>
    public const int MaxStepsPerInstant = 1_000_000;

    private readonly WorkQueue _queue;
    private readonly VirtualTimeProvider _time;

    // Never asked for its wait handle, so there is nothing to dispose.
    private readonly SemaphoreSlim _advancing = new(1, 1);

    /// <summary>Creates a world at rest, at <see cref="Epoch"/>.</summary>
    public VirtualWorld()
    {
        _time = new VirtualTimeProvider();
        _queue = new WorkQueue(_time.Timers);
    }

    /// <summary>The date at which every virtual world begins: 2030-01-01 00:00:00 UTC.</summary>
    public static DateTimeOffset Epoch { get; } = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <inheritdoc />
    public override TimeProvider Time => _time;

    /// <summary>How far the clock has moved since the world began.</summary>
    public TimeSpan Elapsed => _time.Timers.Now;

    /// <summary>Timers that are set and have not fired.</summary>
    public int PendingTimers => _time.Timers.Count;

    /// <summary>Runs work at once if nothing else runs here, and after what is queued otherwise.</summary>
    /// <param name="work">Should not throw; an exception is kept for the next <see cref="RunUntilIdle"/> or <see cref="AdvanceAsync"/>.</param>
    public override void Post(Action work)
    {
        ArgumentNullException.ThrowIfNull(work);
        _queue.Enqueue(work);
        _queue.DrainIfFree();
    }

    /// <summary>Runs work once the world is at rest.</summary>
    internal void PostWhenIdle(Action work)
    {
        _queue.EnqueueWhenIdle(work);
        _queue.DrainIfFree();
    }

    /// <summary>Runs everything that is queued or due, without moving the clock.</summary>
    /// <exception cref="InvalidOperationException">The world is paused, or this is called from inside its own work (await
    /// <see cref="AdvanceAsync"/> with zero there), or it does not come to rest within <see cref="MaxStepsPerInstant"/> steps.</exception>
    /// <remarks>Throws what work has thrown since the last call: the exception itself, or an <see cref="AggregateException"/> of several.</remarks>
    public void RunUntilIdle()
    {
        _queue.DrainOrThrow();
        Rethrow();
    }

    /// <summary>Moves the clock forward, firing every timer on the way at its own time, and runs what each one causes before the next.</summary>
    /// <param name="by">How far, zero or more.</param>
    /// <remarks>
    /// Timers due at the same time fire in the order in which they were set. Between two times the thread pool gets a few turns. Calls
    /// that overlap run one after the other. May be awaited from inside the world's own work.
    /// </remarks>
    /// <inheritdoc cref="RunUntilIdle" path="/exception"/>
    public async Task AdvanceAsync(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        if (_queue.IsRunningHere)
        {
            // Called by a continuation that the world itself resumed: only once that has returned can anything else run.
            await default(PoolTurn);
        }

        await _advancing.WaitAsync().ConfigureAwait(false);
        try
        {
            var target = _time.Timers.Now + by;
            _queue.DrainOrThrow();
            await SettleAsync().ConfigureAwait(false);
            while (_time.Timers.MoveToNext(target))
            {
                _queue.DrainOrThrow();
                await SettleAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            _advancing.Release();
        }

        Rethrow();
    }

    /// <summary>Moves the clock in steps until a condition holds.</summary>
    /// <param name="condition">Looked at before each step.</param>
    /// <param name="atMost">How far at most.</param>
    /// <param name="step">How far each time; 100 ms if null.</param>
    /// <returns>Whether it holds.</returns>
    public async Task<bool> AdvanceUntilAsync(Func<bool> condition, TimeSpan atMost, TimeSpan? step = null)
    {
        ArgumentNullException.ThrowIfNull(condition);
        var (by, end) = (step ?? TimeSpan.FromMilliseconds(100), Elapsed + atMost);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(by, TimeSpan.Zero, nameof(step));
        await AdvanceAsync(TimeSpan.Zero).ConfigureAwait(false);
        while (!condition() && Elapsed < end)
        {
            await AdvanceAsync(by < end - Elapsed ? by : end - Elapsed).ConfigureAwait(false);
        }

        return condition();
    }

    /// <summary>Runs asynchronous code as part of the world: after each of its awaits it goes on here, once everything else is at rest.</summary>
    /// <param name="body">A test, or an app's script. Awaits with <c>ConfigureAwait(false)</c> leave the world.</param>
    /// <returns>Completes, or fails, as the body does.</returns>
    /// <remarks>
    /// However late the thread pool brings a result of the world's own work, the script sees the same state. Two scripts that wait at the
    /// same time, each for a result that comes by way of the pool, may go on in either order.
    /// </remarks>
    public Task RunAsync(Func<Task> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return new WorldSynchronizationContext(this).RunAsync(body);
    }

    /// <summary>Keeps everything queued until disposed, so that several acts can be lined up and then run in the order of their posts.</summary>
    /// <returns>Dispose to go on; what is queued then runs before <c>Dispose</c> returns. Pauses nest.</returns>
    public IDisposable Pause() => _queue.Pause();

    // A few turns rather than one: a continuation often posts another (an event reader, then the handler it calls).
    private async ValueTask SettleAsync()
    {
        for (var turn = 0; turn < 3; turn++)
        {
            await default(PoolTurn);
            _queue.DrainOrThrow();
        }
    }

    private void Rethrow()
    {
        var faults = _queue.TakeFaults();
        if (faults.Count == 1)
        {
            ExceptionDispatchInfo.Throw(faults[0]);
        }
        else if (faults.Count > 1)
        {
            throw new AggregateException("Work in the virtual world failed.", faults);
        }
    }
}
