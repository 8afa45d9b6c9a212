using Calling.Machines;
using Calling.Mailboxes;
using Calling.Providers;

namespace Calling.Failover;

// Signals: merged one at a time. What a provider says of its line concerns its own calls; Core's line is up while any provider's is.
internal sealed partial class FailoverLine
{
    /// <summary>A provider has signed the device in.</summary>
    /// <param name="connection">The sign-in.</param>
    /// <returns>False if it comes too late.</returns>
    public bool Open(BranchConnection connection)
    {
        FailoverBranch branch = connection.Branch;
        LineSignal.Closed? closed = null;
        lock (_gate)
        {
            if (_over)
            {
                return false;
            }

            (branch.Connection, branch.IsUp, branch.Closing) = (connection, true, null);
            TellWhole(resumed: true);
            TellState(branch, _routes.Of(branch), evenIfUp: true);
            while (connection.Early.TryDequeue(out Mail mail))
            {
                if (mail.Input is ClientInput.Signal(var signal))
                {
                    closed ??= Hear(connection, signal);
                }
                else
                {
                    branch.OwesSnapshot = true;
                }
            }
        }

        _firstOpen.TrySetResult();
        PayDebt(branch);
        Close(connection, closed);
        return true;
    }

    /// <summary>Takes a provider's signal.</summary>
    /// <param name="connection">The sign-in that it belongs to.</param>
    /// <param name="signal">The signal.</param>
    public void Take(BranchConnection connection, LineSignal signal)
    {
        LineSignal.Closed? closed = null;
        lock (_gate)
        {
            if (connection.Branch.Connection != connection)
            {
                // Not open yet; or not any more, and then nobody reads it.
                connection.Early.Enqueue(new Mail(new ClientInput.Signal(signal)));
                return;
            }

            closed = Hear(connection, signal);
        }

        if (signal is LineSignal.Restored)
        {
            PayDebt(connection.Branch);
        }

        Close(connection, closed);
    }

    /// <summary>Asks for the snapshot that could not be asked for while the line was down.</summary>
    private void PayDebt(FailoverBranch branch)
    {
        ICallLine? line;
        lock (_gate)
        {
            line = branch is { OwesSnapshot: true, IsUp: true } ? branch.Line : null;
            branch.OwesSnapshot &= line is null;
        }

        line?.RequestSnapshot();
    }

    /// <summary>Lets go of a line that has ended. Outside the lock and, but for a runtime that runs inline, outside the line's own call.</summary>
    private void Close(BranchConnection connection, LineSignal.Closed? closed)
    {
        if (closed is null)
        {
            return;
        }

        _ = _releases.Release(connection.Line!);
        if (IsOver)
        {
            _life.End();
        }
        else
        {
            _runtime.Post(() => connection.Close(closed));
        }
    }

    /// <returns>The signal, if it was the line's last.</returns>
    private LineSignal.Closed? Hear(BranchConnection connection, LineSignal signal)
    {
        FailoverBranch branch = connection.Branch;
        switch (signal)
        {
            case CallSignal call:
                if (Belongs(branch, call.CallId, call is CallSignal.Invited, call is CallSignal.Ended))
                {
                    Tell(call);
                }

                return null;
            case LineSignal.Snapshot(var views):
                List<CallView> own = [.. views.Where(view => Belongs(branch, view.CallId, view.Ending is null, view.Ending is not null))];
                Tell(new LineSignal.Part(_routes.Of(branch), new LineSignal.Snapshot(own)));
                return null;
            case LineSignal.Interrupted:
                branch.IsUp = false;
                TellState(branch, _routes.Of(branch));
                TellWhole(resumed: false);
                return null;
            case LineSignal.Restored(var resumed):
                branch.IsUp = true;
                TellWhole(resumed);
                TellState(branch, _routes.Of(branch), evenIfUp: true);
                return null;
            case LineSignal.TokenExpiring:
                // Each provider has tokens of its own.
                _ = branch.RenewAsync(connection, _life.Token);
                return null;
            case LineSignal.Closed closed:
                Lose(branch, closed);
                return closed;
            default:
                Tell(signal);
                return null;
        }
    }

    /// <summary>Whether a call may be spoken of by a provider. One that nobody has belongs to whoever speaks of it first.</summary>
    private bool Belongs(FailoverBranch branch, string callId, bool rings, bool ended)
    {
        CallRoute route = _routes.Find(callId) ?? _routes.Add(callId, branch);
        if (route.Branch != branch)
        {
            _logger.Foreign(branch.Name, callId);
            return false;
        }

        if (route.IsOpen)
        {
            // The result of placing it is still under way, and here is the proof that it has left.
            route.IsOpen = false;
            route.Keep();
        }

        if (ended)
        {
            route.End();
        }
        else if (rings)
        {
            route.Revive();
        }

        return true;
    }

    private void Lose(FailoverBranch branch, LineSignal.Closed closed)
    {
        (branch.Connection, branch.IsUp, branch.Closing) = (null, false, closed);
        if (_signedIn && (closed.Cause == LineCloseCause.KickedOffline || _branches.All(other => other.Line is null)))
        {
            // Who signed in elsewhere did so as a whole (rule CALL-005).
            Tell(closed);
            _over = true;
            return;
        }

        TellState(branch, _routes.Of(branch));
        TellWhole(resumed: false);
    }

    /// <summary>Tells what a provider's line is, for some of its calls.</summary>
    private void TellState(FailoverBranch branch, IReadOnlyList<string> callIds, bool evenIfUp = false)
    {
        if (callIds.Count == 0 || (branch.IsUp && !evenIfUp))
        {
            return;
        }

        if (branch.Closing is not null)
        {
            foreach (string callId in callIds)
            {
                _routes.Find(callId)?.End();
            }
        }

        Tell(new LineSignal.Part(
            callIds,
            branch.IsUp ? new LineSignal.Restored(Resumed: true) : branch.Closing ?? (LineSignal)new LineSignal.Interrupted()));
    }

    /// <summary>Tells whether any line is up, if that has changed.</summary>
    private void TellWhole(bool resumed)
    {
        bool up = _branches.Any(branch => branch.IsUp);
        if (_signedIn && up != _toldUp)
        {
            _toldUp = up;
            Tell(up ? new LineSignal.Restored(resumed) : new LineSignal.Interrupted());
        }
    }

    private void Tell(LineSignal signal)
    {
        if (!_over)
        {
            _observer.OnSignal(signal);
        }
    }
}
