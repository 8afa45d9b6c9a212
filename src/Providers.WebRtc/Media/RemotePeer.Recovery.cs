using Calling.Providers.WebRtc.PeerConnections;
using Calling.Signaling.Client;

namespace Calling.Providers.WebRtc;

/// <content>Messages, states and time: when a second connection is begun, takes over or is given up.</content>
internal sealed partial class RemotePeer
{
    /// <summary>How long a lost connection may come back by itself before another one is begun, and how long an offer may take before it is asked for.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>How long the first attempt has; each later one a second more, up to <see cref="MaxAttemptTime"/>.</summary>
    private static readonly TimeSpan FirstAttemptTime = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan MaxAttemptTime = TimeSpan.FromSeconds(8);

    /// <summary>How long a connection outlives the one that took over from it: the other side takes over a moment sooner or later.</summary>
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(1);

    /// <summary>Between two connections begun because the peer wants them: it cannot make this device build without end.</summary>
    private static readonly TimeSpan MinSpacing = TimeSpan.FromSeconds(1);

    /// <summary>Takes a message of this device.</summary>
    /// <returns>False if it is of another media session: of the device as it was before, or as it came again.</returns>
    public bool OnMessage(PeerMessage message)
    {
        PeerLabel label;
        try
        {
            label = PeerMessages.ReadLabel(message.Payload);
        }
        catch (FormatException e)
        {
            WebRtcLog.MessageRefused(_context.Logger, _context.CallId, Party, e.Message);
            if (message.Kind == PeerMessages.Description)
            {
                Fail("negotiation", e.Message);
            }

            return true;
        }

        lock (_lock)
        {
            if (label.To is { } to && to != _context.Session)
            {
                WebRtcLog.MessageRefused(_context.Logger, _context.CallId, Party, "a message to former media");
                return true;
            }

            if (_isKnown && label.Session != _session)
            {
                return false;
            }

            (_isKnown, _session) = (true, label.Session);
            if (!_isOver)
            {
                Route(message, label);
            }
        }

        return true;
    }

    /// <summary>What may have been lost with the line is said again; a lost connection is replaced at once, since the network may be another one.</summary>
    public void OnLineRestored()
    {
        lock (_lock)
        {
            if (_isOver)
            {
                return;
            }

            if (_wasUp && !_isUp && !(_attempt is { } young && _context.Time.GetElapsedTime(young.BeganAt) < MinSpacing))
            {
                Recover();
                return;
            }

            if (!_offers && !_current.IsDescribed)
            {
                _ = AskAsync(0);
            }

            _current.OnAgain();
            _attempt?.OnAgain();
        }
    }

    public void OnState(PeerLink link, PeerConnectionState state, string? reason)
    {
        lock (_lock)
        {
            if (_isOver)
            {
                return;
            }

            if (link == _current)
            {
                CurrentBecame(state, reason);
            }
            else if (link == _attempt)
            {
                AttemptBecame(link, state);
            }
        }

        Tell();
    }

    public void OnBroken(PeerLink link, string code, string message)
    {
        lock (_lock)
        {
            if (link != _current)
            {
                GiveUp(link);
                return;
            }
        }

        Fail(code, message);
    }

    private void Route(PeerMessage message, PeerLabel label)
    {
        var link = label.Connection == _current.Number || _current.Number == 0 ? _current
            : label.Connection == _attempt?.Number ? _attempt : null;
        switch (message.Kind)
        {
            case PeerMessages.Description:
                link ??= Answer(label.Connection);
                link?.OnDescription(message.Payload, label.Connection);
                break;
            case PeerMessages.Candidate:
                link?.OnCandidate(message.Payload);
                break;
            case PeerMessages.Again:
                Again(label.Connection);
                break;
            default:
                WebRtcLog.MessageRefused(_context.Logger, _context.CallId, Party, "an unknown kind");
                break;
        }
    }

    /// <summary>The peer offers another connection; an old one, or too many, are not answered.</summary>
    private PeerLink? Answer(int number)
    {
        var last = _attempt ?? _current;
        if (_offers || number <= last.Number || _context.Time.GetElapsedTime(last.BeganAt) < MinSpacing)
        {
            return null;
        }

        Begin(number);
        return _attempt;
    }

    /// <summary>The peer waits for this side's offer, or has lost the connection of that number.</summary>
    private void Again(int number)
    {
        var last = _attempt ?? _current;
        if (!last.OnAgain(asked: true) && _offers && (number == 0 || number == _current.Number)
            && _context.Time.GetElapsedTime(last.BeganAt) >= MinSpacing)
        {
            Begin(_context.NextConnection());
        }
    }

    private void CurrentBecame(PeerConnectionState state, string? reason)
    {
        switch (state)
        {
            case PeerConnectionState.Connected:
                // An attempt that is under way goes on: the other side may have taken it already, and the newest is what both end up with.
                Up();
                break;
            case PeerConnectionState.Disconnected:
                Down(Patience);
                break;
            case PeerConnectionState.Failed when _wasUp:
                Down(TimeSpan.Zero);
                break;
            case PeerConnectionState.Failed when _attempt is null:
                _news.Enqueue(new MediaSignal.PeerFailed(Party, new("connection", reason ?? "the connection failed")));
                _isOver = true;
                break;
        }
    }

    private void AttemptBecame(PeerLink link, PeerConnectionState state)
    {
        if (state == PeerConnectionState.Failed)
        {
            GiveUp(link);
        }
        else if (state == PeerConnectionState.Connected)
        {
            var former = _current;
            (_current, _attempt) = (link, null);
            _retired.Add(former);
            WebRtcLog.TakenOver(_context.Logger, _context.CallId, Party, link.Number, former.Number);
            Up();
            _ledger.Begin(link.Connection);
            _ = TakeOverAsync(link, former);
        }
    }

    private async Task TakeOverAsync(PeerLink link, PeerLink former)
    {
        // Attaching may wait for a frame that is being delivered; the engine that told of the state does not.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            _takenOver(this, link.Connection);
        }
        catch (Exception e)
        {
            WebRtcLog.Faulted(_context.Logger, e, _context.CallId, Party);
            Fail("fault", e.Message);
        }

        // The other side may still use it, and would take its end for a loss.
        await Task.Delay(Linger, _context.Time, _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await RetireAsync(former).ConfigureAwait(false);
    }

    private void Up()
    {
        if (!_isUp)
        {
            _news.Enqueue(new MediaSignal.PeerConnected(Party));
            if (_isSeen && !_wasUp)
            {
                _news.Enqueue(new MediaSignal.FirstVideoFrame(Party));
            }
        }

        (_isUp, _wasUp, _tries) = (true, true, 0);
        Wake(_attempt is null ? Timeout.InfiniteTimeSpan : MaxAttemptTime);
    }

    private void Down(TimeSpan patience)
    {
        if (_isUp)
        {
            _isUp = false;
            _news.Enqueue(new MediaSignal.PeerInterrupted(Party));
            Wake(patience);
        }
    }

    /// <summary>An attempt came to nothing. While the connection is lost the timer is set, and begins another one.</summary>
    private void GiveUp(PeerLink link)
    {
        if (link == _attempt)
        {
            _attempt = null;
            _ = RetireAsync(link);
        }
    }

    private void OnTimer()
    {
        lock (_lock)
        {
            if (_isOver)
            {
                return;
            }

            if (!_wasUp)
            {
                // It may have been said while the line of this device was down, before there was a call here to ask for it.
                if (!_offers && !_current.IsDescribed)
                {
                    _ = AskAsync(0);
                    Wake(Patience);
                }
            }
            else if (_isUp)
            {
                // It was wanted by the peer alone, or the old one came back meanwhile; it has had its time.
                if (_attempt is { } late)
                {
                    GiveUp(late);
                }
            }
            else if (_attempt is { } young && FirstAttemptTime - _context.Time.GetElapsedTime(young.BeganAt) is { Ticks: > 0 } left)
            {
                // The peer noticed the loss first, and what it wanted is under way.
                Wake(left);
            }
            else
            {
                Recover();
            }
        }
    }

    /// <summary>Begins another connection, or asks whoever offers to do so; and again after a while, each time a little longer.</summary>
    private void Recover()
    {
        var time = FirstAttemptTime + TimeSpan.FromSeconds(_tries++);
        if (_offers)
        {
            Begin(_context.NextConnection());
        }
        else
        {
            _ = AskAsync(_current.Number);
        }

        Wake(time < MaxAttemptTime ? time : MaxAttemptTime);
    }

    private void Begin(int number)
    {
        if (_attempt is { } former)
        {
            GiveUp(former);
        }

        var link = _attempt = new(_context, Party, number, _offers, this);
        link.OpenAndStart(Watch);
        if (_isUp)
        {
            Wake(MaxAttemptTime);
        }
    }

    private async Task AskAsync(int number)
    {
        var label = new PeerLabel(_context.Session, _session, number);

        // Not under the lock: the way to the peer is somebody else's code.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        await _context.Channel.SendAsync(_context.CallId, Party, PeerMessages.Again, PeerMessages.Write(label)).ConfigureAwait(false);
    }

    private void Wake(TimeSpan after) => _timer.Change(after, Timeout.InfiniteTimeSpan);
}
