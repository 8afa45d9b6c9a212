using Calling.Events;

namespace Calling.Conformance.Scripts;

/// <summary>What one session tells, read by whoever looks and when he looks: no thread of its own, so that nothing is under way unseen.</summary>
internal sealed class Diary
{
    /// <summary>What is told of nobody.</summary>
    private const string TheCall = "";

    private readonly HubReader<CallEvent> _reader;
    private readonly Func<string, string> _name;
    private readonly List<(string About, string Word)> _words = [];
    private readonly HashSet<string> _invited = [];
    private readonly HashSet<string> _present = [];

    public Diary(string key, ICallSession session, Func<string, string> name)
    {
        (Key, Session, _name) = (key, session, name);
        _reader = (HubReader<CallEvent>)session.ReadEventsAsync().GetAsyncEnumerator();
        Look();
    }

    /// <summary>Whose which session, such as <c>alice out1</c>.</summary>
    public string Key { get; }

    public ICallSession Session { get; }

    /// <summary>Whether something had happened before the reading began: what was read is only the rest.</summary>
    public bool IsLate { get; private set; }

    public int Ends { get; private set; }

    public int Accepted { get; private set; }

    public int Joined { get; private set; }

    public bool WasConnected { get; private set; }

    /// <summary>Something came after the end.</summary>
    public bool GoesOnAfterTheEnd { get; private set; }

    /// <summary>Whether the local user has said yes in this session.</summary>
    public bool Consented { get; set; }

    /// <summary>This device placed the call.</summary>
    public bool IsPlaced { get; init; }

    /// <summary>This device entered the call by its id.</summary>
    public bool IsEntered { get; init; }

    /// <summary>An invitation's outcome, a coming or a leaving was told that could not be, and which; null if there was none.</summary>
    public string? Impossible { get; private set; }

    public string Trace => Line.Trace;

    /// <summary>What is compared: the trace, the state, and while the call is up who is in it and has switched on what.</summary>
    public Line Line
    {
        get
        {
            var call = Session.Snapshot;
            string Of(CallParticipant p) => $"{_name(p.UserId)}:{(call.IsGroup ? $"{p.State} " : "")}{On(p.Media)}";
            string media = call.State == CallState.Connected
                ? $" {call.Media} me:{On(call.LocalMedia)} {string.Join(' ', call.Participants.Select(Of).Order(StringComparer.Ordinal))}"
                : "";
            return new(Key, Told, $"{call.State}{media}", IsLate);
        }
    }

    /// <summary>No rule says which of two members comes first, and between two steps it is a matter of lines and media.</summary>
    private Dictionary<string, string> Told => Session.Snapshot.IsGroup
        ? _words.GroupBy(w => w.About, w => w.Word).ToDictionary(about => about.Key, about => string.Join(' ', about))
        : new() { [TheCall] = TraceOrder.Of([.. _words.Select(w => w.Word)]) };

    /// <summary>Reads on.</summary>
    public void Look()
    {
        while (_reader.TryRead(out var next))
        {
            if (Ends > 0)
            {
                GoesOnAfterTheEnd = true;
                Add(TheCall, "(after the end)");
            }

            Take(next);
        }
    }

    private static string On(MediaState media) => $"{(media.MicrophoneOn ? "mic" : "")}{(media.CameraOn ? "cam" : "")}";

    private void Take(CallEvent next)
    {
        switch (next)
        {
            case CallEvent.Snapshot { Call: var call }:
                Begin(call);
                return;
            case CallEvent.Ended:
                Ends++;
                break;
            case CallEvent.ParticipantInvited(var user, _):
                Expect(_invited.Add(user), next);
                break;
            case CallEvent.ParticipantResponded(var user, var response, _):
                Expect(_invited.Remove(user), next);
                Accepted += response == CallResponse.Accepted ? 1 : 0;
                break;
            case CallEvent.ParticipantJoined(var user, _):
                Expect(_present.Add(user), next);
                Joined++;
                break;
            case CallEvent.ParticipantLeft(var user, _):
                Expect(_present.Remove(user), next);
                break;
            case CallEvent.StateChanged { State: CallState.Connected }:
                WasConnected = true;
                break;
            case CallEvent.ParticipantMediaChanged or CallEvent.FirstVideoFrame or CallEvent.NetworkQualityChanged or CallEvent.AudioLevels
                or CallEvent.DominantSpeakerChanged or CallEvent.Warning:
                // Not ordered against the others; what they lead to stands in the line.
                return;
        }

        Add(About(next), EventLog.Word(next, _name));
    }

    private void Add(string about, string word) => _words.Add((about, word));

    private string About(CallEvent told) => told switch
    {
        CallEvent.ParticipantInvited(var user, _) => _name(user),
        CallEvent.ParticipantStateChanged(var user, _) => _name(user),
        CallEvent.ParticipantResponded(var user, _, _) => _name(user),
        CallEvent.ParticipantJoined(var user, _) => _name(user),
        CallEvent.ParticipantLeft(var user, _) => _name(user),
        _ => TheCall,
    };

    private void Expect(bool possible, CallEvent told) => Impossible ??= possible ? null : EventLog.Word(told, _name);

    private void Begin(CallSnapshot call)
    {
        // Whoever rings knows of the caller no more than that it is the caller.
        bool IsInvited(CallParticipant p) => p.State is ParticipantState.Invited or ParticipantState.Ringing
            && (call.State != CallState.Incoming || p.UserId != call.Caller);
        _invited.UnionWith(call.Participants.Where(IsInvited).Select(p => p.UserId));
        _present.UnionWith(call.Participants.Where(p => p.State == ParticipantState.Joined).Select(p => p.UserId));
        if (call.State == CallState.Ringing)
        {
            Add(TheCall, "Ringing");
        }

        // Some are busy before who calls them has begun to read.
        foreach (var outcome in call.Participants.Where(p => p.Response is not null && call.State is CallState.Dialing or CallState.Ringing))
        {
            Add(_name(outcome.UserId), $"{_name(outcome.UserId)}:{outcome.Response}");
        }

        IsLate = call.State is not (CallState.Dialing or CallState.Incoming or CallState.Ringing);
        WasConnected = call.State is CallState.Connected or CallState.Reconnecting;
        if (call.End is { } end)
        {
            Ends++;
            Add(TheCall, EventLog.Word(new CallEvent.Ended(end), _name));
        }
    }
}
