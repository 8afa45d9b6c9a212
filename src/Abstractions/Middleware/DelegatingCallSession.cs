using Calling.Media;

namespace Calling;

/// <summary>A session in front of another: middleware overrides what it wants to see.</summary>
/// <remarks>Returned from <see cref="DelegatingCallClient.Wrap"/>; the client sees to it that each inner session has one such only.</remarks>
public class DelegatingCallSession : ICallSession
{
    private Func<ICallSession, ICallSession> _wrap = static session => session;

    /// <summary>Stands in front of a session.</summary>
    /// <param name="inner">The session.</param>
    public DelegatingCallSession(ICallSession inner)
    {
        ArgumentNullException.ThrowIfNull(inner);
        Inner = inner;
    }

    /// <inheritdoc/>
    public virtual string CallId => Inner.CallId;

    /// <inheritdoc/>
    public virtual CallSnapshot Snapshot => Inner.Snapshot;

    /// <inheritdoc/>
    public virtual ICallMedia Media => Inner.Media;

    /// <inheritdoc/>
    public virtual ICallSession? ReplacedBy => Inner.ReplacedBy is { } session ? _wrap(session) : null;

    /// <summary>The session behind this one.</summary>
    protected ICallSession Inner { get; }

    /// <inheritdoc/>
    public virtual Task AcceptAsync(AcceptOptions? options = null, CancellationToken ct = default) => Inner.AcceptAsync(options, ct);

    /// <inheritdoc/>
    public virtual Task RejectAsync(RejectOptions? options = null, CancellationToken ct = default) => Inner.RejectAsync(options, ct);

    /// <inheritdoc/>
    public virtual Task<bool> TryCancelAsync(CancelOptions? options = null, CancellationToken ct = default)
        => Inner.TryCancelAsync(options, ct);

    /// <inheritdoc/>
    public virtual Task HangUpAsync(HangUpOptions? options = null, CancellationToken ct = default) => Inner.HangUpAsync(options, ct);

    /// <inheritdoc/>
    public virtual Task SetMicrophoneAsync(bool on, CancellationToken ct = default) => Inner.SetMicrophoneAsync(on, ct);

    /// <inheritdoc/>
    public virtual Task SetCameraAsync(bool on, CancellationToken ct = default) => Inner.SetCameraAsync(on, ct);

    /// <inheritdoc/>
    public virtual Task<MediaRequestOutcome> RequestMediaAsync(
        CallMedia media, MediaRequestOptions? options = null, CancellationToken ct = default)
        => Inner.RequestMediaAsync(media, options, ct);

    /// <inheritdoc/>
    public virtual Task AnswerMediaRequestAsync(
        string requestId, bool agree, MediaRequestOptions? options = null, CancellationToken ct = default)
        => Inner.AnswerMediaRequestAsync(requestId, agree, options, ct);

    /// <inheritdoc/>
    public virtual Task InviteAsync(IReadOnlyList<string> userIds, InviteOptions? options = null, CancellationToken ct = default)
        => Inner.InviteAsync(userIds, options, ct);

    /// <inheritdoc/>
    public virtual Task CancelInvitationAsync(string userId, CancellationToken ct = default) => Inner.CancelInvitationAsync(userId, ct);

    /// <inheritdoc/>
    public virtual Task RemoveParticipantAsync(string userId, CancellationToken ct = default) => Inner.RemoveParticipantAsync(userId, ct);

    /// <inheritdoc/>
    public virtual IAsyncEnumerable<CallEvent> ReadEventsAsync(CancellationToken ct = default) => Inner.ReadEventsAsync(ct);

    /// <inheritdoc/>
    public virtual object? GetService(Type serviceType, object? key = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return key is null && serviceType.IsInstanceOfType(this) ? this : Inner.GetService(serviceType, key);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await DisposeAsyncCore().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    /// <summary>Disposes the session behind this one, and what a subclass adds.</summary>
    protected virtual ValueTask DisposeAsyncCore() => Inner.DisposeAsync();

    internal void WrapReplacementBy(Func<ICallSession, ICallSession> wrap) => _wrap = wrap;
}
