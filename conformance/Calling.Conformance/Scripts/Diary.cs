using Calling.Events;

namespace Calling.Conformance.Scripts;

/// <summary>What one session tells, read by whoever looks and when he looks: no thread of its own, so that nothing is under way unseen.</summary>
internal sealed class Diary
{
    private readonly HubReader<CallEvent> _reader;
    private readonly Func<string, string> _name;
    private readonly List<string> _words = [];

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

    public string Trace => string.Join(' ', _words);

    /// <summary>What is compared: the trace, the state, and while the call is up who has switched on what.</summary>
    public Line Line
    {
        get
        {
            var call = Session.Snapshot;
            string media = call.State == CallState.Connected
                ? $" {call.Media} me:{On(call.LocalMedia)} {string.Join(' ', call.Participants.Select(p => $"{_name(p.UserId)}:{On(p.Media)}"))}"
                : "";
            return new(Key, Trace, $"{call.State}{media}", IsLate);
        }
    }

    /// <summary>Reads on.</summary>
    public void Look()
    {
        while (_reader.TryRead(out var next))
        {
            GoesOnAfterTheEnd |= Ends > 0;
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
            case CallEvent.ParticipantResponded { Response: CallResponse.Accepted }:
                Accepted++;
                break;
            case CallEvent.ParticipantJoined:
                Joined++;
                break;
            case CallEvent.StateChanged { State: CallState.Connected }:
                WasConnected = true;
                break;
            case CallEvent.ParticipantMediaChanged or CallEvent.FirstVideoFrame or CallEvent.NetworkQualityChanged or CallEvent.AudioLevels
                or CallEvent.DominantSpeakerChanged or CallEvent.Warning:
                // Not ordered against the others; what they lead to stands in the line.
                return;
        }

        _words.Add(EventLog.Word(next, _name));
    }

    private void Begin(CallSnapshot call)
    {
        if (call.State == CallState.Ringing)
        {
            _words.Add("Ringing");
        }

        IsLate = call.State is not (CallState.Dialing or CallState.Incoming or CallState.Ringing);
        WasConnected = call.State is CallState.Connected or CallState.Reconnecting;
        if (call.End is { } end)
        {
            Ends++;
            _words.Add(EventLog.Word(new CallEvent.Ended(end), _name));
        }
    }
}
