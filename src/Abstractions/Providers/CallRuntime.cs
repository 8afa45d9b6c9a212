namespace Calling.Providers;

/// <summary>Time and execution: where a client's mailbox runs and by which clock. A provider in virtual time brings its own.</summary>
public abstract class CallRuntime
{
    /// <summary>The machine's clock and its thread pool.</summary>
    public static CallRuntime System { get; } = new SystemRuntime(TimeProvider.System);

    /// <summary>The clock of every timer.</summary>
    public abstract TimeProvider Time { get; }

    /// <summary>Runs work soon, on any thread; never inside the call unless nothing else of this runtime runs.</summary>
    /// <param name="work">Must not throw or block.</param>
    public abstract void Post(Action work);

    /// <summary>The thread pool by another clock.</summary>
    /// <param name="time">The clock.</param>
    public static CallRuntime On(TimeProvider time) => new SystemRuntime(time);

    private sealed class SystemRuntime(TimeProvider time) : CallRuntime
    {
        public override TimeProvider Time => time;

        public override void Post(Action work) => ThreadPool.UnsafeQueueUserWorkItem(static work => work(), work, preferLocal: false);
    }
}
