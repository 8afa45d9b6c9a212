using System.Runtime.CompilerServices;
using Calling.Media;
using Calling.Providers;

namespace Calling;

/// <summary>A client in front of another: middleware overrides what it wants to see.</summary>
/// <remarks>
/// Whatever way a session reaches the app (a placed call, an incoming one, <see cref="Calls"/>, <see cref="ICallSession.ReplacedBy"/>), it
/// went through <see cref="Wrap"/> once, and it is the same object each time.
/// </remarks>
public class DelegatingCallClient : ICallClient
{
    private readonly ConditionalWeakTable<ICallSession, ICallSession> _wrapped = [];
    private readonly Lock _wrapLock = new();

    /// <summary>Stands in front of a client.</summary>
    /// <param name="inner">The client.</param>
    public DelegatingCallClient(ICallClient inner)
    {
        ArgumentNullException.ThrowIfNull(inner);
        Inner = inner;
    }

    /// <inheritdoc/>
    public virtual CallClientState State => Inner.State;

    /// <inheritdoc/>
    public virtual string? UserId => Inner.UserId;

    /// <inheritdoc/>
    public virtual string? DeviceId => Inner.DeviceId;

    /// <inheritdoc/>
    public virtual ProviderDescriptor Provider => Inner.Provider;

    /// <inheritdoc/>
    public virtual ICallRecords Records => Inner.Records;

    /// <inheritdoc/>
    public virtual IReadOnlyList<ICallSession> Calls => [.. Inner.Calls.Select(Wrapped)];

    /// <summary>The client behind this one.</summary>
    protected ICallClient Inner { get; }

    /// <inheritdoc/>
    public virtual Task LoginAsync(CallCredential credential, CancellationToken ct = default) => Inner.LoginAsync(credential, ct);

    /// <inheritdoc/>
    public virtual Task LogoutAsync(CancellationToken ct = default) => Inner.LogoutAsync(ct);

    /// <inheritdoc/>
    public virtual async Task<ICallSession> PlaceCallAsync(CallRequest request, CancellationToken ct = default)
        => Wrapped(await Inner.PlaceCallAsync(request, ct).ConfigureAwait(false));

    /// <inheritdoc/>
    public virtual async Task<ICallSession> JoinAsync(string callId, JoinOptions? options = null, CancellationToken ct = default)
        => Wrapped(await Inner.JoinAsync(callId, options, ct).ConfigureAwait(false));

    /// <inheritdoc/>
    public virtual IAsyncEnumerable<ICallSession> ReadIncomingCallsAsync(CancellationToken ct = default)
        => new MappedSequence<ICallSession, ICallSession>(Inner.ReadIncomingCallsAsync(ct), Wrapped);

    /// <inheritdoc/>
    public virtual IAsyncEnumerable<CallClientEvent> ReadEventsAsync(CancellationToken ct = default)
        => new MappedSequence<CallClientEvent, CallClientEvent>(Inner.ReadEventsAsync(ct), Wrapped);

    /// <inheritdoc/>
    public virtual Task<IAsyncDisposable> StartPreviewAsync(VideoSource source, IVideoSink sink, CancellationToken ct = default)
        => Inner.StartPreviewAsync(source, sink, ct);

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

    /// <summary>Disposes the client behind this one, and what a subclass adds.</summary>
    protected virtual ValueTask DisposeAsyncCore() => Inner.DisposeAsync();

    /// <summary>Puts a session in front of an inner one; called once for each, before the app sees it.</summary>
    /// <param name="session">The inner session.</param>
    /// <returns>The session for the app; the inner one itself where there is nothing to add.</returns>
    protected virtual ICallSession Wrap(ICallSession session) => session;

    /// <summary>The app's session for an inner one; the same each time.</summary>
    /// <param name="session">The inner session.</param>
    protected ICallSession Wrapped(ICallSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (_wrapped.TryGetValue(session, out ICallSession? known))
        {
            return known;
        }

        lock (_wrapLock)
        {
            if (_wrapped.TryGetValue(session, out known))
            {
                return known;
            }

            ICallSession made = Wrap(session);
            if (!ReferenceEquals(made, session) && made is DelegatingCallSession delegating)
            {
                delegating.WrapReplacementBy(Wrapped);
            }

            _wrapped.Add(session, made);
            return made;
        }
    }

    private CallClientEvent Wrapped(CallClientEvent item)
        => item is CallClientEvent.IncomingCall incoming ? new CallClientEvent.IncomingCall(Wrapped(incoming.Session)) : item;
}
