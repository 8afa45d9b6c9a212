using Calling.Machines;
using Calling.Mailboxes;

namespace Calling.Effects;

/// <summary>One run of one timer. Stopping or restarting revokes the run, so that an elapsed that waits in the mailbox is void.</summary>
internal sealed class CallTimer(string? callId, TimerKind kind, ClientMailbox mailbox) : Validity
{
    /// <summary>What it belongs to.</summary>
    public (string? CallId, TimerKind Kind) Key => (callId, kind);

    /// <summary>The clock's own timer.</summary>
    public ITimer? Handle { get; set; }

    /// <summary>Tells the mailbox.</summary>
    public void Elapse() => mailbox.PostLocal(new Mail(
        callId is null ? new ClientInput.TimerElapsed(kind) : new ClientInput.Call(callId, new CallInput.TimerElapsed(kind)), this));

    /// <summary>Ends this run.</summary>
    public void Stop()
    {
        Revoke();
        Handle?.Dispose();
    }
}
