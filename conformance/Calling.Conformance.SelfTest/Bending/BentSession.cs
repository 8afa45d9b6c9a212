using Calling.Media;

namespace Calling.Conformance.SelfTest;

/// <summary>A session that does some things in another way; what is not set is as it was.</summary>
internal sealed class BentSession(ICallSession inner) : DelegatingCallSession(inner)
{
    public Func<string> Id { get; init; } = () => inner.CallId;

    public Func<CallSnapshot> Look { get; init; } = () => inner.Snapshot;

    public Func<string, IVideoSink, IDisposable> VideoSink { get; init; } = inner.Media.AddVideoSink;

    public Func<ICallSession?, ICallSession?> Successor { get; init; } = session => session;

    public Func<AcceptOptions?, Task> Accept { get; init; } = options => inner.AcceptAsync(options);

    public Func<RejectOptions?, Task> Reject { get; init; } = options => inner.RejectAsync(options);

    public Func<CancelOptions?, Task<bool>> Cancel { get; init; } = options => inner.TryCancelAsync(options);

    public Func<HangUpOptions?, Task> HangUp { get; init; } = options => inner.HangUpAsync(options);

    public Func<IReadOnlyList<string>, InviteOptions?, Task> Invite { get; init; } = (users, options) => inner.InviteAsync(users, options);

    public Func<string, Task> CancelInvitation { get; init; } = user => inner.CancelInvitationAsync(user);

    public Func<string, Task> Remove { get; init; } = user => inner.RemoveParticipantAsync(user);

    public Func<bool, Task> Camera { get; init; } = on => inner.SetCameraAsync(on);

    public Func<CallMedia, MediaRequestOptions?, Task<MediaRequestOutcome>> Ask { get; init; } =
        (media, options) => inner.RequestMediaAsync(media, options);

    public Func<IAsyncEnumerable<CallEvent>, IAsyncEnumerable<CallEvent>> Events { get; init; } = events => events;

    public override string CallId => Id();

    public override CallSnapshot Snapshot => Look();

    public override ICallMedia Media => new BentMediaPort(base.Media, VideoSink);

    public override ICallSession? ReplacedBy => Successor(base.ReplacedBy);

    public override Task AcceptAsync(AcceptOptions? options = null, CancellationToken ct = default) => Accept(options);

    public override Task RejectAsync(RejectOptions? options = null, CancellationToken ct = default) => Reject(options);

    public override Task<bool> TryCancelAsync(CancelOptions? options = null, CancellationToken ct = default) => Cancel(options);

    public override Task HangUpAsync(HangUpOptions? options = null, CancellationToken ct = default) => HangUp(options);

    public override Task InviteAsync(IReadOnlyList<string> userIds, InviteOptions? options = null, CancellationToken ct = default) =>
        Invite(userIds, options);

    public override Task CancelInvitationAsync(string userId, CancellationToken ct = default) => CancelInvitation(userId);

    public override Task RemoveParticipantAsync(string userId, CancellationToken ct = default) => Remove(userId);

    public override Task SetCameraAsync(bool on, CancellationToken ct = default) => Camera(on);

    public override Task<MediaRequestOutcome> RequestMediaAsync(
        CallMedia media, MediaRequestOptions? options = null, CancellationToken ct = default) => Ask(media, options);

    public override IAsyncEnumerable<CallEvent> ReadEventsAsync(CancellationToken ct = default) => Events(base.ReadEventsAsync(ct));
}
