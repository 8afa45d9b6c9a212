using System.Collections.Concurrent;

namespace Calling.EndToEnd;

/// <summary>Everything that one reader of a session was told, in words.</summary>
public sealed class EventLog
{
    private readonly ConcurrentQueue<CallEvent> _events = new();

    public EventLog(ICallSession session)
    {
        Session = session;
        _ = ReadAsync(session.ReadEventsAsync().GetAsyncEnumerator());
    }

    public ICallSession Session { get; }

    public bool Completed { get; private set; }

    public IReadOnlyCollection<CallEvent> Events => _events;

    /// <summary>The whole trace; frames are left out, since when they come is no matter of order with states.</summary>
    public string Trace => string.Join(' ', _events.Where(e => e is not CallEvent.FirstVideoFrame).Select(Word).Where(w => w.Length > 0));

    public int Count<TEvent>()
        where TEvent : CallEvent => _events.Count(e => e is TEvent);

    private async Task ReadAsync(IAsyncEnumerator<CallEvent> events)
    {
        while (await events.MoveNextAsync())
        {
            _events.Enqueue(events.Current);
        }

        Completed = true;
    }

    private static string Word(CallEvent @event) => @event switch
    {
        CallEvent.Snapshot(var call) => Word(call),
        CallEvent.StateChanged(_, var state) => state.ToString(),
        CallEvent.ParticipantResponded(var user, var response, var reason) => $"{user}:{response}{(reason is null ? "" : $"({reason})")}",
        CallEvent.ParticipantJoined(var user, _) => $"+{user}",
        CallEvent.ParticipantLeft(var user, var reason) => $"-{user}({reason})",
        CallEvent.ParticipantMediaChanged(var user, var media) => $"{user}:{(media.MicrophoneOn ? "mic" : "")}{(media.CameraOn ? "cam" : "")}",
        CallEvent.Warning(var code, _) => $"!{code}",
        CallEvent.Ended(var end) => $"Ended({end.Reason}{(end.EndedBy is null ? "" : $" by {end.EndedBy}")})",
        _ => @event.GetType().Name,
    };

    /// <summary>What had happened before the reader came: a fast provider rings before the placing call has returned.</summary>
    private static string Word(CallSnapshot call) => call.State switch
    {
        CallState.Ringing => "Ringing",
        CallState.Ended => string.Join(' ', call.Participants.Select(p => $"{p.UserId}:{p.Response}").Append(Word(new CallEvent.Ended(call.End!)))),
        _ => "",
    };
}
