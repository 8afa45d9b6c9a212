using Calling.Events;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Calling;

/// <summary>A session's events as classic .NET events, in order, on the context of the thread that made the adapter: for user interfaces.</summary>
/// <remarks>
/// Attach handlers, then <see cref="Start"/>. A handler that throws is logged and affects neither the call nor other handlers
/// (rule CALL-123). Every operation may be called from a handler (rule CALL-122). No handler is called after <see cref="Dispose"/>, which
/// ends the adapter only, never the call.
/// </remarks>
public sealed class CallEventAdapter : IDisposable
{
    private readonly EventPump<CallEvent> _pump;
    private readonly ILogger _logger;

    /// <summary>Makes it; nothing is raised before <see cref="Start"/>.</summary>
    /// <param name="session">The session.</param>
    /// <param name="logger">Where handlers' exceptions go.</param>
    /// <param name="context">Where handlers run; this thread's if null, and the thread pool if it has none.</param>
    public CallEventAdapter(ICallSession session, ILogger? logger = null, SynchronizationContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(session);
        Session = session;
        _logger = logger ?? NullLogger.Instance;
        _pump = new EventPump<CallEvent>(
            context ?? SynchronizationContext.Current, Raise, error => ReadingFailed.Raise(this, error, _logger), _logger);
    }

    /// <summary>Every event, before its own.</summary>
    public event EventHandler<CallEvent>? EventRaised;

    /// <summary>The first of all: the session as it was at <see cref="Start"/>.</summary>
    public event EventHandler<CallEvent.Snapshot>? Started;

    /// <summary>The session went on to a further state.</summary>
    public event EventHandler<CallEvent.StateChanged>? StateChanged;

    /// <summary>A user was invited into the running call (rule CALL-083).</summary>
    public event EventHandler<CallEvent.ParticipantInvited>? ParticipantInvited;

    /// <summary>In a group call: media to a user was lost, or is back (rule CALL-111).</summary>
    public event EventHandler<CallEvent.ParticipantStateChanged>? ParticipantStateChanged;

    /// <summary>An invitation was decided.</summary>
    public event EventHandler<CallEvent.ParticipantResponded>? ParticipantResponded;

    /// <summary>Media to another user connected.</summary>
    public event EventHandler<CallEvent.ParticipantJoined>? ParticipantJoined;

    /// <summary>A user who had joined is gone.</summary>
    public event EventHandler<CallEvent.ParticipantLeft>? ParticipantLeft;

    /// <summary>Another user switched microphone or camera.</summary>
    public event EventHandler<CallEvent.ParticipantMediaChanged>? ParticipantMediaChanged;

    /// <summary>The first picture of another user was decoded.</summary>
    public event EventHandler<CallEvent.FirstVideoFrame>? FirstVideoFrame;

    /// <summary>Another user asks to change what the call is for (rule CALL-100).</summary>
    public event EventHandler<CallEvent.MediaRequested>? MediaRequested;

    /// <summary>Such a request came to nothing (rule CALL-102).</summary>
    public event EventHandler<CallEvent.MediaRequestClosed>? MediaRequestClosed;

    /// <summary>The call is for something else now (section 11).</summary>
    public event EventHandler<CallEvent.MediaChanged>? MediaChanged;

    /// <summary>A participant's media comes through better or worse (rule CALL-126).</summary>
    public event EventHandler<CallEvent.NetworkQualityChanged>? NetworkQualityChanged;

    /// <summary>How loud everybody is (<see cref="CallingOptions.AudioLevelInterval"/>).</summary>
    public event EventHandler<CallEvent.AudioLevels>? AudioLevels;

    /// <summary>Somebody else speaks now, or nobody.</summary>
    public event EventHandler<CallEvent.DominantSpeakerChanged>? DominantSpeakerChanged;

    /// <summary>Something is amiss and the call goes on.</summary>
    public event EventHandler<CallEvent.Warning>? Warning;

    /// <summary>The session is over; the last event.</summary>
    public event EventHandler<CallEvent.Ended>? Ended;

    /// <summary>Handlers were too slow for too long: this adapter raises nothing any more, the call goes on.</summary>
    public event EventHandler<Exception>? ReadingFailed;

    /// <summary>The session.</summary>
    public ICallSession Session { get; }

    /// <summary>Begins to raise events: what happens from now on, and first of all how it is now.</summary>
    /// <exception cref="InvalidOperationException">It was started before.</exception>
    public void Start() => _pump.Start(Session.ReadEventsAsync());

    /// <inheritdoc/>
    public void Dispose() => _pump.Dispose();

    private void Raise(CallEvent item)
    {
        EventRaised.Raise(this, item, _logger);
        switch (item)
        {
            case CallEvent.Snapshot e:
                Started.Raise(this, e, _logger);
                break;
            case CallEvent.StateChanged e:
                StateChanged.Raise(this, e, _logger);
                break;
            case CallEvent.ParticipantInvited e:
                ParticipantInvited.Raise(this, e, _logger);
                break;
            case CallEvent.ParticipantStateChanged e:
                ParticipantStateChanged.Raise(this, e, _logger);
                break;
            case CallEvent.ParticipantResponded e:
                ParticipantResponded.Raise(this, e, _logger);
                break;
            case CallEvent.ParticipantJoined e:
                ParticipantJoined.Raise(this, e, _logger);
                break;
            case CallEvent.ParticipantLeft e:
                ParticipantLeft.Raise(this, e, _logger);
                break;
            case CallEvent.ParticipantMediaChanged e:
                ParticipantMediaChanged.Raise(this, e, _logger);
                break;
            case CallEvent.FirstVideoFrame e:
                FirstVideoFrame.Raise(this, e, _logger);
                break;
            case CallEvent.MediaRequested e:
                MediaRequested.Raise(this, e, _logger);
                break;
            case CallEvent.MediaRequestClosed e:
                MediaRequestClosed.Raise(this, e, _logger);
                break;
            case CallEvent.MediaChanged e:
                MediaChanged.Raise(this, e, _logger);
                break;
            case CallEvent.NetworkQualityChanged e:
                NetworkQualityChanged.Raise(this, e, _logger);
                break;
            case CallEvent.AudioLevels e:
                AudioLevels.Raise(this, e, _logger);
                break;
            case CallEvent.DominantSpeakerChanged e:
                DominantSpeakerChanged.Raise(this, e, _logger);
                break;
            case CallEvent.Warning e:
                Warning.Raise(this, e, _logger);
                break;
            case CallEvent.Ended e:
                Ended.Raise(this, e, _logger);
                break;
        }
    }
}
