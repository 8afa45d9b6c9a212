using System.Collections.Concurrent;

namespace Calling.Conformance;

/// <summary>Everything that one reader of a session was told.</summary>
public sealed class EventLog
{
    private static int s_begun;
    private readonly ConcurrentQueue<CallEvent> _events = new();
    private readonly Stage _stage;
    private readonly bool _entered;
    private volatile bool _completed;

    /// <summary>Begins to read.</summary>
    /// <param name="stage">Where.</param>
    /// <param name="reader">Whose session.</param>
    /// <param name="session">The session.</param>
    /// <param name="entered">The session was entered by the call's id, and whoever joined before the reading began is part of what is told.</param>
    public EventLog(Stage stage, Person reader, ICallSession session, bool entered = false)
    {
        ArgumentNullException.ThrowIfNull(session);
        (_stage, Reader, Session, _entered) = (stage, reader, session, entered);
        _ = ReadAsync(session.ReadEventsAsync().GetAsyncEnumerator());
    }

    /// <summary>Who reads.</summary>
    public Person Reader { get; }

    /// <summary>What is read.</summary>
    public ICallSession Session { get; }

    /// <summary>Nothing follows.</summary>
    public bool Completed => _completed;

    /// <summary>What the reading failed with, or null.</summary>
    public Exception? Fault { get; private set; }

    /// <summary>The events as they came.</summary>
    public IReadOnlyCollection<CallEvent> Events => _events;

    /// <summary>
    /// All of it in words, with people's names: <c>Ringing bob:Accepted Connecting +bob Connected -bob(RemoteHangUp) Ended(RemoteHangUp by bob)</c>.
    /// Data stands in brackets behind what it came with. Pictures and the network's quality are left out, since when they come is no matter of order
    /// with states. What came of one thing for several people stands in the order of their names, since no rule says which of them comes first.
    /// </summary>
    public string Trace => Terms.Of(TraceOrder.Of(
    [
        .. _events.Where(e => e is not (CallEvent.FirstVideoFrame or CallEvent.NetworkQualityChanged))
            .SelectMany(e => (_entered && e is CallEvent.Snapshot(var call) ? Entered(call) : Word(e, Name)).Split(' '))
            .Where(word => word.Length > 0),
    ]));

    /// <summary>The state that the last event left the session in, as this reader knows it; null before the first.</summary>
    public CallState? State => _events.Reverse().Select(e => e switch
    {
        CallEvent.Snapshot(var call) => call.State,
        CallEvent.StateChanged(_, var state) => state,
        CallEvent.Ended => CallState.Ended,
        _ => (CallState?)null,
    }).FirstOrDefault(state => state is not null);

    /// <summary>What of a trace the provider promises; of a group call not everything need be.</summary>
    internal TraceTerms Terms { get; set; } = TraceTerms.All;

    /// <summary>Grows from log to log.</summary>
    internal int Number { get; } = Interlocked.Increment(ref s_begun);

    /// <summary>What a test has stated about this log last; null if nothing.</summary>
    internal string? Stated { get; set; }

    /// <summary>Rule CALL-031; a reader that came late has the end in its snapshot and nothing more.</summary>
    internal bool EndsOnceAndLast => _events.ToArray() switch
    {
        [CallEvent.Snapshot { Call.End: not null }] => true,
        [CallEvent.Snapshot { Call.End: null }, .. var between, CallEvent.Ended] => between.All(e => e is not (CallEvent.Ended or CallEvent.Snapshot)),
        _ => false,
    };

    /// <summary>How many events of a kind came.</summary>
    /// <typeparam name="TEvent">The kind.</typeparam>
    public int Count<TEvent>()
        where TEvent : CallEvent => _events.Count(e => e is TEvent);

    private async Task ReadAsync(IAsyncEnumerator<CallEvent> events)
    {
        try
        {
            while (await events.MoveNextAsync())
            {
                _events.Enqueue(events.Current);
            }
        }
        catch (Exception fault)
        {
            Fault = fault;
        }

        _completed = true;
    }

    /// <summary>One event in words.</summary>
    /// <param name="event">The event.</param>
    /// <param name="name">A user's name.</param>
    internal static string Word(CallEvent @event, Func<string, string> name) => @event switch
    {
        CallEvent.Snapshot(var call) => Word(call, name),
        CallEvent.StateChanged(_, var state) => state.ToString(),
        CallEvent.ParticipantInvited(var user, var by) => $"{name(user)}?{(by is null ? "" : $"({name(by)})")}",
        CallEvent.ParticipantStateChanged(var user, var state) => $"{name(user)}~{state}",
        CallEvent.ParticipantResponded(var user, var response, var reason) { Data: var data } =>
            $"{name(user)}:{response}{(reason is null ? "" : $"({reason})")}{Given(data)}",
        CallEvent.ParticipantJoined(var user, _) => $"+{name(user)}",
        CallEvent.ParticipantLeft(var user, var reason) { Data: var data } => $"-{name(user)}({reason}){Given(data)}",
        CallEvent.ParticipantMediaChanged(var user, var media) => $"{name(user)}:{(media.MicrophoneOn ? "mic" : "")}{(media.CameraOn ? "cam" : "")}",
        CallEvent.MediaRequested(_, var user, var media) => $"{name(user)}:asks{media}",
        CallEvent.MediaRequestClosed(_, var outcome) => $"request{outcome}",
        CallEvent.MediaChanged(var media, var user) => $"{media}(by {name(user)})",
        CallEvent.Warning(var code, _) => $"!{code}",
        CallEvent.Ended(var end) => $"Ended({end.Reason}{(end.EndedBy is null ? "" : $" by {name(end.EndedBy)}")}){Given(end.Data)}",
        _ => @event.GetType().Name,
    };

    private static string Given(string? data) => data is null ? "" : $"[{data}]";

    /// <summary>What had happened before the reader came: a fast provider rings before the placing call has returned.</summary>
    private static string Word(CallSnapshot call, Func<string, string> name) => call.State switch
    {
        CallState.Dialing or CallState.Ringing => string.Join(
            ' ',
            call.Participants.Where(p => p.Response is not null).Select(p => $"{name(p.UserId)}:{p.Response}")
                .Prepend(call.State == CallState.Ringing ? "Ringing" : "")),
        CallState.Ended => string.Join(
            ' ',
            call.Participants.Where(p => p.Response is not null).Select(p => $"{name(p.UserId)}:{p.Response}").Append(Word(new CallEvent.Ended(call.End!), name))),
        _ => "",
    };

    private string Entered(CallSnapshot call)
    {
        var words = call.Participants.Where(p => p.State == ParticipantState.Joined).Select(p => $"+{Name(p.UserId)}").ToList();
        if (call.State == CallState.Connected)
        {
            words.Insert(1, nameof(CallState.Connected));
        }

        return string.Join(' ', words);
    }

    private string Name(string userId) => _stage.NameOf(userId);
}
