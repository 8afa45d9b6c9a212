using Calling.Signaling.Switchboards;

namespace Calling.Server.Push;

/// <summary>The app's way to wake a user none of whose devices is connected, such as a webhook or a push service (rule CALL-150).</summary>
/// <remarks>Any thread, several at a time. The server repeats a failed push until the invitation is over.</remarks>
public interface IOfflinePush
{
    /// <summary>Sends one push, once.</summary>
    /// <param name="invitation">Whom to wake and for what; its <c>RingRemaining</c> is what is left now.</param>
    /// <param name="ct">The invitation was answered, taken back or has timed out, or this attempt took longer than
    /// <see cref="PushOptions.Timeout"/>: it counts as failed then.</param>
    /// <returns>What became of it; an exception counts as <see cref="PushOutcome.Failed"/>.</returns>
    ValueTask<PushOutcome> PushAsync(OfflineInvitation invitation, CancellationToken ct);
}
