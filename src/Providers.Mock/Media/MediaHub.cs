using Calling.Media;
using Microsoft.Extensions.Logging;

namespace Calling.Providers.Mock;

/// <summary>Where the media of all devices of a world meet. One lock guards all of its state; nothing foreign is called under it.</summary>
internal sealed class MediaHub
{
    /// <summary>How long the far end of a path that closed without a word takes to notice.</summary>
    public static readonly TimeSpan LossDetection = TimeSpan.FromSeconds(2);

    private readonly object _gate = new();
    private readonly Dictionary<(string CallId, CallParty Party), MockMediaSession> _sessions = [];
    private readonly List<Action> _after = [];

    public MediaHub(CallRuntime runtime)
    {
        (Runtime, Clock) = (runtime, new MediaClock(runtime.Time));
        Faults = new MockMediaFaults(this);
    }

    public CallRuntime Runtime { get; }

    public MediaClock Clock { get; }

    public MockMediaFaults Faults { get; }

    public MediaLedger Ledger { get; } = new();

    /// <summary>Changes state under the lock, then does what this very change asked for without it.</summary>
    public void Change(Action change)
    {
        Action[] after;
        lock (_gate)
        {
            change();
            after = [.. _after];
            _after.Clear();
        }

        foreach (var next in after)
        {
            next();
        }
    }

    public T Read<T>(Func<T> read)
    {
        lock (_gate)
        {
            return read();
        }
    }

    /// <summary>Does something once the present change is complete; at once if there is none.</summary>
    public void After(Action action)
    {
        if (Monitor.IsEntered(_gate))
        {
            _after.Add(action);
        }
        else
        {
            action();
        }
    }

    public MockMediaSession Add(MediaPlan plan, CallCapabilities declared, IMediaObserver observer, ILogger logger)
    {
        var session = new MockMediaSession(this, plan, declared, observer, logger);
        MockMediaSession? former = null;
        Change(() =>
        {
            _sessions.Remove((plan.CallId, plan.Self), out former);
            _sessions[(plan.CallId, plan.Self)] = session;
            Ledger.Sessions++;
        });
        former?.End();
        return session;
    }

    public void Remove(MockMediaSession session)
    {
        if (_sessions.GetValueOrDefault((session.Plan.CallId, session.Self)) == session)
        {
            _sessions.Remove((session.Plan.CallId, session.Self));
        }

        Ledger.Sessions--;
        foreach (var (party, _) in session.Links.ToArray())
        {
            Disconnect(session, party);
        }
    }

    /// <summary>Links a session to everybody it knows who knows it, and lets go of everybody else.</summary>
    public void Connect(MockMediaSession session)
    {
        if (session.IsOver)
        {
            return;
        }

        foreach (var (party, _) in session.Links.Where(l => session.Roster.All(m => m.Party != l.Key)).ToArray())
        {
            Disconnect(session, party);
        }

        foreach (var member in session.Roster)
        {
            if (session.IsPrepared
                && !session.Links.ContainsKey(member.Party)
                && _sessions.GetValueOrDefault((session.Plan.CallId, member.Party)) is { IsPrepared: true, IsOver: false } other
                && other.Roster.Any(m => m.Party == session.Self))
            {
                var link = new MediaLink(this, session, other);
                (session.Links[member.Party], other.Links[session.Self]) = (link, link);
                link.Refresh();
            }
        }
    }

    public void RefreshAll() => Change(() =>
    {
        foreach (var link in AllLinks())
        {
            link.Refresh();
        }
    });

    /// <summary>The links of the devices meant.</summary>
    public IReadOnlyList<MediaLink> LinksOf(MockTarget target)
        => [.. SessionsOf(target).SelectMany(s => s.Links.Values).Distinct()];

    public IReadOnlyList<MockMediaSession> SessionsOf(MockTarget target) => [.. _sessions.Values.Where(s => target.Matches(s.Self))];

    /// <exception cref="CaptureException">It cannot be opened.</exception>
    public ICapture Open(MockMediaSession session, LocalTrack track)
        => track.Kind == MediaKind.Audio
            ? CaptureOpener.Open(session.Plan.Audio, Clock, track, session.Logger)
            : CaptureOpener.Open(session.Plan.Video, session.Self, Clock, track, session.Logger);

    public void Acquired(CallParty party, bool isDevice) => Ledger.Open(party, isDevice, 1);

    public void Released(CallParty party, bool isDevice) => Ledger.Open(party, isDevice, -1);

    public FrameCount CountOf(MockTarget target, MediaKind kind, bool sent) => Read(() =>
    {
        var now = Clock.Now;
        return AllLinks()
            .SelectMany(link => link.Flows)
            .Where(flow => flow.Kind == kind && target.Matches(sent ? flow.Sender.Session.Self : flow.Receiver.Self))
            .Aggregate(Ledger.CountOf(target, kind, sent), (sum, flow) => sum + (sent ? flow.CountAt(now) : flow.ReceivedAt(now)));
    });

    public IReadOnlyList<MediaStats> StatsOf(MockMediaSession session)
        => Read(() => (IReadOnlyList<MediaStats>)[.. session.Links.Values.Select(link => MediaMeasurement.Of(link, session, Clock.Now))]);

    private IEnumerable<MediaLink> AllLinks() => _sessions.Values.SelectMany(s => s.Links.Values).Distinct();

    private void Disconnect(MockMediaSession session, CallParty party)
    {
        session.Links.Remove(party, out var link);
        var other = link!.Other(session);
        other.Links.Remove(session.Self);
        var missed = link.Close();
        Ledger.Keep(link, Clock.Now);
        if (missed && !other.IsOver)
        {
            // Nobody said goodbye on this path: unless the signalling explains it first, the far end will notice.
            ITimer? noticing = null;
            noticing = Clock.Time.CreateTimer(_ => Change(() => Notice(other, session.Self, noticing)), null, LossDetection, Timeout.InfiniteTimeSpan);
        }
    }

    private static void Notice(MockMediaSession other, CallParty gone, ITimer? timer)
    {
        timer?.Dispose();
        if (!other.IsOver && other.Roster.Any(m => m.Party == gone) && !other.Links.ContainsKey(gone))
        {
            other.Notify(new MediaSignal.PeerInterrupted(gone));
        }
    }
}
