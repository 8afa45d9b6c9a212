using System.Collections.Immutable;
using Calling.Providers;
using Calling.Signaling.Switchboards;

namespace Calling.Signaling;

// From a command to what was decided, kept and told.
public sealed partial class CallExchange
{
    /// <summary>Devices that another one signed out, and since when: one that was away at the time is told when it comes back.</summary>
    private readonly Dictionary<CallParty, TimeSpan> _kicked = [];

    private async ValueTask<Decision> RunAsync(ServerCommand command, Action<Decision>? committed = null)
    {
        List<IDeviceReceiver> kicked = [];
        var decision = await _store.TransactAsync(
            command,
            calls => IsOvertaken(command) ? new(calls, [], []) : Switchboard.Apply(calls, command, Now, _rules),
            decision =>
            {
                SignOut(decision.Kicked, kicked);
                foreach (var delivery in decision.Deliveries)
                {
                    if (_inboxes.TryGetValue(delivery.To, out var inbox))
                    {
                        inbox.Append(delivery.Signal);
                    }
                }

                committed?.Invoke(decision);
                foreach (var invitation in decision.Offline)
                {
                    _offline?.OnOffline(invitation);
                }

                foreach (string invitationId in decision.Withdrawn)
                {
                    _offline?.OnWithdrawn(invitationId);
                }

                foreach (var call in decision.Records)
                {
                    _records.Append(RecordOf(call));
                }
            }).ConfigureAwait(false);
        foreach (var receiver in kicked)
        {
            receiver.OnClosed(LineCloseCause.KickedOffline);
        }

        foreach (var due in decision.Due)
        {
            _deadlines.Add(due);
        }

        foreach (var delivery in decision.Deliveries)
        {
            if (_inboxes.TryGetValue(delivery.To, out var inbox))
            {
                inbox.Deliver();
            }
        }

        return decision;
    }

    /// <summary>What was to be told of a device is not so any more by the time it would be decided.</summary>
    private bool IsOvertaken(ServerCommand command) => command switch
    {
        ServerCommand.DeviceOffline(var device, _) => _inboxes.ContainsKey(device),
        ServerCommand.DeviceInterrupted(var device) => IsConnected(device),
        ServerCommand.DeviceRestored(var device) => !IsConnected(device),
        _ => false,
    };

    private bool IsConnected(CallParty device) => _inboxes.TryGetValue(device, out var inbox) && inbox.Receiver is not null;

    /// <summary>Forgets devices that another one signed out, but for that; within the commit, so that nothing later reaches them.</summary>
    private void SignOut(ImmutableArray<CallParty> devices, List<IDeviceReceiver> receivers)
    {
        if (devices.IsEmpty)
        {
            return;
        }

        lock (_attaching)
        {
            var now = Now;
            var kept = _options.CallGrace > _options.IdleGrace ? _options.CallGrace : _options.IdleGrace;
            foreach (var (device, since) in _kicked)
            {
                if (now - since > kept)
                {
                    _kicked.Remove(device);
                }
            }

            foreach (var device in devices)
            {
                _kicked[device] = now;
                if (_inboxes.TryRemove(device, out var inbox))
                {
                    inbox.Lease?.Dispose();
                    if (inbox.Receiver is { } receiver && inbox.Detach(receiver))
                    {
                        receivers.Add(receiver);
                    }
                }
            }
        }
    }

    private bool IsKicked(CallParty device)
    {
        lock (_attaching)
        {
            return _kicked.ContainsKey(device);
        }
    }

    /// <summary>Another device that came at the same moment may have signed this one out just before.</summary>
    private void Keep(DeviceInbox inbox)
    {
        lock (_attaching)
        {
            if (!_disposed)
            {
                _inboxes[inbox.Device] = inbox;
            }
        }
    }

    /// <summary>On the wall clock, as far back from now as it is on the arbiter's own (rule CALL-130).</summary>
    private CallRecord RecordOf(CallSummary call)
    {
        var (wall, now) = (_time.GetUtcNow(), Now);
        return new()
        {
            CallId = call.CallId,
            Caller = call.Details.Caller.UserId,
            Invitations = call.Invitations,
            Joined = call.Joined,
            Media = call.Details.Media,
            IsGroup = call.Details.IsGroup,
            GroupId = call.Details.GroupId,
            StartedAt = At(call.PlacedAt),
            AnsweredAt = call.AnsweredAt is { } answered ? At(answered) : null,
            EndedAt = At(call.EndedAt),
            Duration = call.AnsweredAt is { } since ? call.EndedAt - since : TimeSpan.Zero,
            EndedBy = call.EndedBy,
        };

        DateTimeOffset At(TimeSpan moment) => wall - (now - moment);
    }
}
