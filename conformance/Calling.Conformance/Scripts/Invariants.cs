namespace Calling.Conformance.Scripts;

/// <summary>What must hold on the mock whenever everything has settled.</summary>
/// <param name="run">The run.</param>
internal sealed class Invariants(MockRun run)
{
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(3);
    private static readonly CallingOptions Defaults = new();

    // Ended and checked; what could still be wrong with it (rule CALL-031) is seen in the end.
    private readonly HashSet<Diary> _over = [];
    private readonly Dictionary<Diary, (CallState State, bool Alone, TimeSpan Since)> _since = [];

    /// <summary>After every step.</summary>
    public void Check()
    {
        foreach (var actor in run.Cast.Actors)
        {
            int answered = 0;
            foreach (var diary in actor.Diaries)
            {
                if (!_over.Contains(diary))
                {
                    CheckSession(actor, diary);
                    answered += IsAnswered(diary.Session) ? 1 : 0;
                }
            }

            Hold(answered <= 1, "at most one session with media per device", () => actor.Settings.Name);
        }

        foreach (var call in Sessions().Where(s => !_over.Contains(s.Diary)).GroupBy(s => s.Diary.Session.CallId).ToList())
        {
            CheckCall([.. Sessions().Where(s => s.Diary.Session.CallId == call.Key)]);
            _over.UnionWith(call.Select(s => s.Diary).Where(d => !IsLive(d.Session)));
        }

        Hold(
            run.TakeNewResults().FirstOrDefault(r => r.StartsWith(Actor.Threw, StringComparison.Ordinal)) is null,
            "no step throws but a CallException",
            () => string.Join(", ", run.Results));
    }

    /// <summary>Once everybody has signed out.</summary>
    public void CheckLeft()
    {
        foreach (var (actor, diary) in Sessions())
        {
            CheckEnd(diary);
            Hold(diary.Ends == 1, "every session ends (CALL-002)", () => diary.Line.ToString());
            Hold(!actor.Media.IsOpen(diary.Session.CallId), "media is closed (CALL-096)", () => diary.Line.ToString());
        }

        Hold(run.World.Exchange.LiveCallCount == 0, "no call is left at the arbiter", () => $"{run.World.Exchange.LiveCallCount} are");
        Hold((run.World.Media.OpenSessions, run.World.Media.OpenSources()) == (0, 0), "no media is left open (CALL-096)", () => "");
        if (run.Records() is { } records)
        {
            foreach (var placed in run.Cast.Actors.SelectMany(a => a.Diaries.Where(d => d.IsPlaced)))
            {
                CheckRecord(placed, records.GetValueOrDefault(placed.Session.CallId));
            }
        }
    }

    private static void Hold(bool condition, string what, Func<string> found)
    {
        if (!condition)
        {
            throw new InvariantException($"{what}; found: {found()}");
        }
    }

    private static bool IsAnswered(ICallSession call) => call.Snapshot.State is CallState.Connecting or CallState.Connected or CallState.Reconnecting;

    private static bool IsLive(ICallSession call) => call.Snapshot.State != CallState.Ended;

    private static void CheckRecord(Diary placed, int records)
    {
        bool merged = placed.Session.Snapshot.End?.Reason == CallEndReason.Replaced && placed.Session.ReplacedBy is { Snapshot.Direction: CallDirection.Incoming };
        bool taken = placed.Accepted > 0 || placed.Trace.StartsWith("Ringing", StringComparison.Ordinal);
        Hold(records <= 1, "one record per call (CALL-130)", () => $"{records} of {placed.Line}");
        Hold(records == 1 || merged || !taken, "each call taken leaves a record (CALL-130)", () => $"none of {placed.Line}");
    }

    private static void CheckEnd(Diary diary)
    {
        Hold(diary.Ends <= 1 && !diary.GoesOnAfterTheEnd, "one end, and nothing after it (CALL-031)", () => diary.Line.ToString());
        Hold(
            (diary.Ends == 1) == (diary.Session.Snapshot.State == CallState.Ended),
            "the end is told, and final (CALL-031)",
            () => diary.Line.ToString());
    }

    private IEnumerable<(Actor Actor, Diary Diary)> Sessions() => run.Cast.Actors.SelectMany(a => a.Diaries.Select(d => (a, d)));

    private void CheckSession(Actor actor, Diary diary)
    {
        var call = diary.Session.Snapshot;
        CheckEnd(diary);
        Hold(diary.Impossible is null, "one outcome for each invitation, who comes is not there, and who leaves is (CALL-080, CALL-124)", () => $"{diary.Impossible} in {diary.Line}");
        Hold(call.IsGroup || (diary.Accepted <= 1 && diary.Joined <= 1), "accepted and joined once (CALL-020)", () => diary.Line.ToString());
        Hold(!IsAnswered(diary.Session) || diary.Consented, "nobody is connected without his own accept (CALL-025)", () => diary.Line.ToString());
        if (call.State == CallState.Ended && actor.Media.IsOpen(call.CallId))
        {
            // A device that signed out while it rang and came back rings again, and one that left a group call may enter it: the same call, another session.
            bool another = actor.Diaries.Any(d => d != diary && d.Session.CallId == call.CallId && IsLive(d.Session));
            Hold(another, "media of an ended call is closed (CALL-096)", () => diary.Line.ToString());
        }

        // Whoever is in a group call may ring more and more users into it, and meanwhile the call waits.
        bool awaits = call.IsGroup && call.State != CallState.Incoming && call.Participants.Any(p => p.State is ParticipantState.Invited or ParticipantState.Ringing);
        bool alone = IsAnswered(diary.Session) && !call.Participants.Any(p => p.State != ParticipantState.Gone);
        bool same = !awaits && _since.TryGetValue(diary, out var before) && before.State == call.State && before.Alone == alone;
        var since = same ? _since[diary].Since : run.Now;
        _since[diary] = (call.State, alone, since);
        var limit = call.State switch
        {
            CallState.Incoming => Defaults.RingTimeout,
            _ when alone => TimeSpan.Zero,
            CallState.Dialing or CallState.Ringing => Defaults.RingTimeout,
            CallState.Connecting => Defaults.ConnectTimeout,
            _ => TimeSpan.MaxValue - Slack,
        };
        Hold(run.Now - since <= limit + Slack, "nothing rings, connects or is without company for ever (CALL-041, CALL-045, CALL-085)", () => diary.Line.ToString());
    }

    private static void CheckCall(IReadOnlyList<(Actor Actor, Diary Diary)> sessions)
    {
        string Found() => string.Join("; ", sessions.Select(s => s.Diary.Line));
        var answered = sessions.Where(s => IsAnswered(s.Diary.Session)).ToList();
        if (sessions[0].Diary.Session.Snapshot.IsGroup)
        {
            CheckGroup(sessions, answered, Found);
            return;
        }

        Hold(
            answered.Count is 0 or 2 && answered.Select(s => s.Actor.Settings.User).Distinct().Count() == answered.Count,
            "a call is up for both users or for neither (CALL-034)",
            Found);
        Hold(
            answered.Count == 0 || sessions.All(s => !IsLive(s.Diary.Session) || answered.Contains(s)),
            "an answered call rings nowhere (CALL-072)",
            Found);
        bool rings = sessions.Any(s => s.Diary.Session.Snapshot.State == CallState.Incoming);
        Hold(
            !rings || sessions.Any(s => s.Diary.Session.Snapshot is { Direction: CallDirection.Outgoing, State: not CallState.Ended }),
            "what rings has a caller (CALL-032)",
            Found);
        Hold(
            sessions.Any(s => s.Diary.IsEntered) || sessions.Where(s => s.Diary.WasConnected).GroupBy(s => s.Actor.Settings.User).All(user => user.Count() == 1),
            "one answering device per user (CALL-072)",
            Found);
    }

    private static void CheckGroup(
        IReadOnlyList<(Actor Actor, Diary Diary)> sessions, List<(Actor Actor, Diary Diary)> members, Func<string> found)
    {
        Hold(members.Select(m => m.Actor.Settings.User).Distinct().Count() == members.Count, "one device per user is in a call (CALL-070, CALL-087)", found);
        bool rings = sessions.Any(s => s.Diary.Session.Snapshot.State == CallState.Incoming);
        Hold(
            !rings || members.Count > 0 || sessions.Any(s => s.Diary.IsPlaced && IsLive(s.Diary.Session)),
            "what rings has somebody who waits for it (CALL-086)",
            found);
        foreach (var (actor, diary) in members)
        {
            var participants = diary.Session.Snapshot.Participants;
            bool awaits = participants.Any(p => p.State is ParticipantState.Invited or ParticipantState.Ringing);
            Hold(members.Count > 1 || awaits, "nobody is left alone with nobody to wait for (CALL-085)", found);
            var known = participants.Where(p => p.State is ParticipantState.Connecting or ParticipantState.Joined or ParticipantState.Reconnecting).Select(p => p.UserId);
            Hold(
                known.ToHashSet().SetEquals(members.Where(m => m.Actor != actor).Select(m => m.Actor.Party.UserId)),
                "every member knows all others and nobody else (CALL-081)",
                found);
        }
    }
}
