using System.Diagnostics.CodeAnalysis;
using Calling.Media;

namespace Calling.Conformance.SelfTest;

/// <summary>A client that does some things in another way; what is not set is as it was.</summary>
internal sealed class BentClient(ICallClient inner) : DelegatingCallClient(inner)
{
    public Func<ICallSession, ICallSession> Session { get; init; } = sound => sound;

    public Func<CallRequest, Func<CallRequest, Task<ICallSession>>, Task<ICallSession>> Place { get; init; } = (request, place) => place(request);

    public Func<Func<Task<ICallSession>>, Task<ICallSession>> Join { get; init; } = join => join();

    public Func<Func<Task>, Task> Logout { get; init; } = logout => logout();

    public Func<IAsyncEnumerable<CallClientEvent>, IAsyncEnumerable<CallClientEvent>> Events { get; init; } = events => events;

    public Func<IAsyncEnumerable<ICallSession>, IAsyncEnumerable<ICallSession>> Incoming { get; init; } = calls => calls;

    public Func<Func<Task<IAsyncDisposable>>, Task<IAsyncDisposable>> Preview { get; init; } = start => start();

    public Func<Func<ValueTask>, ValueTask> Disposal { get; init; } = dispose => dispose();

    public override Task<ICallSession> PlaceCallAsync(CallRequest request, CancellationToken ct = default) =>
        Place(request, r => base.PlaceCallAsync(r, ct));

    public override Task<ICallSession> JoinAsync(string callId, JoinOptions? options = null, CancellationToken ct = default) =>
        Join(() => base.JoinAsync(callId, options, ct));

    public override Task LogoutAsync(CancellationToken ct = default) => Logout(() => base.LogoutAsync(ct));

    public override IAsyncEnumerable<CallClientEvent> ReadEventsAsync(CancellationToken ct = default) => Events(base.ReadEventsAsync(ct));

    public override IAsyncEnumerable<ICallSession> ReadIncomingCallsAsync(CancellationToken ct = default) =>
        Incoming(base.ReadIncomingCallsAsync(ct));

    public override Task<IAsyncDisposable> StartPreviewAsync(VideoSource source, IVideoSink sink, CancellationToken ct = default) =>
        Preview(() => base.StartPreviewAsync(source, sink, ct));

    protected override ICallSession Wrap(ICallSession session) => Session(session);

    [SuppressMessage("Usage", "CA2215", Justification = "Whether the client behind is disposed is what may be bent.")]
    protected override ValueTask DisposeAsyncCore() => Disposal(base.DisposeAsyncCore);
}
