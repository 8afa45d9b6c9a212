using Calling.Events;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Calling;

/// <summary>A client's events as classic .NET events, in order, on the context of the thread that made the adapter: for user interfaces.</summary>
/// <remarks>
/// Attach handlers, then <see cref="Start"/>; they outlive sign-outs (rule CALL-003). A handler that throws is logged and affects
/// neither calls nor other handlers (rule CALL-123). No handler is called after <see cref="Dispose"/>, which ends the adapter only.
/// </remarks>
public sealed class CallClientEventAdapter : IDisposable
{
    private readonly EventPump<CallClientEvent> _pump;
    private readonly ILogger _logger;

    /// <summary>Makes it; nothing is raised before <see cref="Start"/>.</summary>
    /// <param name="client">The client.</param>
    /// <param name="logger">Where handlers' exceptions go.</param>
    /// <param name="context">Where handlers run; this thread's if null, and the thread pool if it has none.</param>
    public CallClientEventAdapter(ICallClient client, ILogger? logger = null, SynchronizationContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        Client = client;
        _logger = logger ?? NullLogger.Instance;
        _pump = new EventPump<CallClientEvent>(
            context ?? SynchronizationContext.Current, Raise, error => ReadingFailed.Raise(this, error, _logger), _logger);
    }

    /// <summary>The sign-in changed; the first says how it was at <see cref="Start"/>.</summary>
    public event EventHandler<CallClientEvent.StateChanged>? StateChanged;

    /// <summary>A call rings; those that rang at <see cref="Start"/> come first (rule CALL-125).</summary>
    public event EventHandler<CallClientEvent.IncomingCall>? IncomingCall;

    /// <summary>A call found this device, and all others of its user, busy (rule CALL-051).</summary>
    public event EventHandler<CallClientEvent.MissedCall>? MissedCall;

    /// <summary>Handlers were too slow for too long: this adapter raises nothing any more, the client goes on.</summary>
    public event EventHandler<Exception>? ReadingFailed;

    /// <summary>The client.</summary>
    public ICallClient Client { get; }

    /// <summary>Begins to raise events: what happens from now on, and first of all how it is now.</summary>
    /// <exception cref="InvalidOperationException">It was started before.</exception>
    public void Start() => _pump.Start(Client.ReadEventsAsync());

    /// <inheritdoc/>
    public void Dispose() => _pump.Dispose();

    private void Raise(CallClientEvent item)
    {
        switch (item)
        {
            case CallClientEvent.StateChanged e:
                StateChanged.Raise(this, e, _logger);
                break;
            case CallClientEvent.IncomingCall e:
                IncomingCall.Raise(this, e, _logger);
                break;
            case CallClientEvent.MissedCall e:
                MissedCall.Raise(this, e, _logger);
                break;
        }
    }
}
