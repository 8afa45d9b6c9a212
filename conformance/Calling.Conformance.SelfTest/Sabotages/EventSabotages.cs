using Calling.Providers;

namespace Calling.Conformance.SelfTest.Sabotages;

/// <summary>Section 13.</summary>
internal static class EventSabotages
{
    /// <summary>Looks that see an old snapshot: so many that whoever waits for a state cannot use them up before a reader has looked.</summary>
    private const int Lag = 100;

    public static IReadOnlyList<Sabotage> All { get; } =
    [
        Sabotage.OfEvents("CALL-120", "readers are given no snapshot", e => e is CallEvent.Snapshot ? [] : [e]),
        Sabotage.OfEvents("CALL-120", "a late reader is told the end again", e =>
            e is CallEvent.Snapshot { Call.End: { } end } ? [e, new CallEvent.Ended(end)] : [e]),
        Sabotage.OfEvents("CALL-120", "a reader in the middle hears of an earlier state", e =>
            e is CallEvent.Snapshot { Call.State: CallState.Connected } ? [e, new CallEvent.StateChanged(CallState.Connecting, CallState.Connected)] : [e]),
        Sabotage.OfSessions("CALL-121", "the snapshot is a little behind", session =>
        {
            var shown = session.Snapshot;
            int looks = 0;
            return new BentSession(session)
            {
                Look = () =>
                {
                    bool old = shown != session.Snapshot && ++looks < Lag;
                    (shown, looks) = old ? (shown, looks) : (session.Snapshot, 0);
                    return shown;
                },
            };
        }),
        Sabotage.OfSessions("CALL-122", "an operation called by a handler never returns", session => new BentSession(session)
        {
            Accept = async options =>
            {
                await session.AcceptAsync(options);
                await new TaskCompletionSource().Task;
            },
        }),
        new("CALL-123", "a handler that throws keeps the others from being called")
        {
            Client = client =>
            {
                // Whether a handler throws cannot be seen from here: the listener that holds the bad handler comes second.
                int listeners = 0;
                return new BentClient(client)
                {
                    Events = events => Interlocked.Increment(ref listeners) == 1 ? events : events.Where(e => e is not CallClientEvent.IncomingCall),
                };
            },
        },
        Sabotage.OfEvents("CALL-124", "every event comes twice", e => e is CallEvent.Snapshot or CallEvent.Ended ? [e] : [e, e]),
        Sabotage.OfSessions("CALL-124", "the tenth reader misses something", session =>
        {
            int readers = 0;
            return new BentSession(session)
            {
                Events = events => Interlocked.Increment(ref readers) == 10 ? events.Where(e => e is not CallEvent.ParticipantResponded) : events,
            };
        }),
        Sabotage.OfSessions("CALL-124", "answers come after joining", session => new BentSession(session)
        {
            Events = events =>
            {
                CallEvent? late = null;
                return events.Each(e =>
                {
                    if (e is CallEvent.ParticipantResponded { Response: CallResponse.Accepted })
                    {
                        late = e;
                        return [];
                    }

                    CallEvent[] told = e is CallEvent.ParticipantJoined && late is not null ? [e, late] : [e];
                    return told;
                });
            },
        }),
        new("CALL-126", "nobody is told of the network's quality")
        {
            MediaSignal = signal => signal is MediaSignal.QualityChanged ? null : signal,
        },
        new("CALL-125", "what rings already is not given to a new listener")
        {
            Client = client => new BentClient(client) { Incoming = _ => AsyncEnumerable.Empty<ICallSession>() },
        },
    ];
}
