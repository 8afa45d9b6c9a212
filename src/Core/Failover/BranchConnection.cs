using Calling.Mailboxes;
using Calling.Providers;

namespace Calling.Failover;

/// <summary>One sign-in at one provider: what hears its signals.</summary>
internal sealed class BranchConnection(FailoverLine owner, FailoverBranch branch) : ICallLineObserver
{
    private readonly TaskCompletionSource<LineSignal.Closed> _closed = new();

    /// <summary>The provider.</summary>
    public FailoverBranch Branch => branch;

    /// <summary>The line, once it is open.</summary>
    public ICallLine? Line { get; set; }

    /// <summary>What the line said before its sign-in had returned. Guarded by the owner.</summary>
    public RemoteQueue Early { get; } = new(ClientMailbox.DefaultRemoteCapacity);

    /// <summary>The line's end.</summary>
    public Task<LineSignal.Closed> Closed => _closed.Task;

    /// <inheritdoc/>
    public void OnSignal(LineSignal signal) => owner.Take(this, signal);

    /// <summary>The line has ended; who waits for that runs on inside this call.</summary>
    /// <param name="closed">How.</param>
    public void Close(LineSignal.Closed closed) => _closed.TrySetResult(closed);
}
