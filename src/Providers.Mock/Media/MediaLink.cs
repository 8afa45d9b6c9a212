using Calling.Media;

namespace Calling.Providers.Mock;

/// <summary>The path between two devices of a call, with four flows on it. Used under the hub's lock.</summary>
internal sealed class MediaLink
{
    private readonly MediaHub _hub;
    private readonly MockMediaSession _a;
    private readonly MockMediaSession _b;
    private ITimer? _connecting;
    private NetworkQuality _quality;

    public MediaLink(MediaHub hub, MockMediaSession a, MockMediaSession b)
    {
        (_hub, _a, _b) = (hub, a, b);
        Flows =
        [
            new(a.Audio, b), new(a.Video, b),
            new(b.Audio, a), new(b.Video, a),
        ];
    }

    public IReadOnlyList<MediaFlow> Flows { get; }

    /// <summary>There and back.</summary>
    public TimeSpan RoundTrip { get; private set; }

    public LinkState State { get; private set; } = LinkState.Connecting;

    public MockMediaSession Other(MockMediaSession one) => one == _a ? _b : _a;

    /// <summary>How loud the other one was since the last reading.</summary>
    public int ReadLevel(MockMediaSession self) => Flows.First(f => f.Kind == MediaKind.Audio && f.Receiver == self).ReadLevel();

    /// <summary>Connects, waits or breaks as the scripted faults say now.</summary>
    public void Refresh()
    {
        var down = _hub.Faults.IsDown(_a.Self, _b.Self);
        switch (State)
        {
            case LinkState.Connecting when !down:
                Connect();
                break;
            case LinkState.Up when down && !(_a.CanReconnect && _b.CanReconnect):
                Fail(new ProviderFault("mock.media.path", "The path was lost, and this vendor does not restore it."));
                break;
            case LinkState.Up when down:
                State = LinkState.Interrupted;
                RefreshFlows();
                Tell(party => new MediaSignal.PeerInterrupted(party));
                break;
            case LinkState.Interrupted when !down:
                Up();
                break;
            default:
                RefreshFlows();
                break;
        }

        RefreshQuality();
    }

    public void Fail(ProviderFault fault)
    {
        if (State is LinkState.Failed or LinkState.Closed)
        {
            return;
        }

        State = LinkState.Failed;
        StopConnecting();
        RefreshFlows();
        Tell(party => new MediaSignal.PeerFailed(party, fault));
    }

    /// <returns>Whether content could flow, or could have: the other side will miss it.</returns>
    public bool Close()
    {
        var missed = State is LinkState.Up or LinkState.Interrupted;
        State = LinkState.Closed;
        StopConnecting();
        RefreshFlows();
        return missed;
    }

    public void RefreshFlows()
    {
        var now = _hub.Clock.Now;
        foreach (var flow in Flows)
        {
            if (State == LinkState.Up && flow.Sender.Capture is { } capture && flow.Receiver.IsStarted && !flow.Receiver.IsOver)
            {
                flow.Activate(capture, now);
            }
            else
            {
                flow.Deactivate(now);
            }
        }
    }

    private void Connect()
    {
        if (_hub.Faults.ConnectDelay(_a.Self, _b.Self) is not { } delay)
        {
            StopConnecting();
        }
        else if (delay == TimeSpan.Zero)
        {
            Up();
        }
        else
        {
            _connecting ??= _hub.Clock.Time.CreateTimer(_ => _hub.Change(Connected), null, delay, Timeout.InfiniteTimeSpan);
        }
    }

    private void Connected()
    {
        // A fault that came meanwhile keeps it from connecting; it is looked at again when the fault goes.
        StopConnecting();
        if (State == LinkState.Connecting && !_hub.Faults.IsDown(_a.Self, _b.Self))
        {
            Up();
            RefreshQuality();
        }
    }

    private void RefreshQuality()
    {
        if (State != LinkState.Up)
        {
            return;
        }

        (double loss, RoundTrip) = _hub.Faults.ImpairmentOf(_a.Self, _b.Self);
        foreach (var flow in Flows)
        {
            flow.Lose(loss, _hub.Clock.Now);
        }

        var (before, now) = (_quality, NetworkQualityScale.Judge(loss, RoundTrip));
        _quality = now;
        if (now != before && (before != NetworkQuality.Unknown || now > NetworkQuality.Good))
        {
            Tell(party => new MediaSignal.QualityChanged(party, now));
        }
    }

    private void Up()
    {
        State = LinkState.Up;
        Tell(party => new MediaSignal.PeerConnected(party));
        RefreshFlows();
    }

    private void Tell(Func<CallParty, MediaSignal> signal)
    {
        _a.Notify(signal(_b.Self));
        _b.Notify(signal(_a.Self));
    }

    private void StopConnecting()
    {
        _connecting?.Dispose();
        _connecting = null;
    }
}
