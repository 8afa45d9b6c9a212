using Calling.Providers;

namespace Calling.Signaling.Switchboards;

/// <summary>How invitations, seats and calls come to their end.</summary>
internal sealed partial class Turn
{
    private CallParty? _lastBy;
    private string? _lastData;

    /// <summary>Takes a device out of an answered call: a call of two ends with it, a group call goes on for who is left (rules CALL-084, CALL-085).</summary>
    public void Unseat(CallParty device, EndCause cause, string? data = null)
    {
        // A person's act has an author, a fault has none.
        var ending = new CallEnding(cause, cause == EndCause.HangUp ? device : null) { Data = data };
        Call = Call with { Seats = Call.Seats.RemoveAll(s => s.Party == device) };
        MarkEnded(device, ending);
        if (Call.Details.IsGroup)
        {
            NoteFailed(device.UserId, cause);
            TellSeats(null, (id, revision) => new CallSignal.MemberLeft(id, revision, device, cause) { Data = data });
            _lastBy = ending.By;
            CheckOver();
        }
        else
        {
            EndSeats(ending);
        }
    }

    /// <summary>For the record a member without media was not there; of a call that only ever had two, neither was the other (rule CALL-130).</summary>
    private void NoteFailed(string userId, EndCause cause)
    {
        var users = Call.Entries == 2 ? Call.Seats.Select(s => s.Party.UserId).Append(userId) : [userId];
        foreach (string user in cause == EndCause.ConnectFailed ? users : [])
        {
            if (Call.InvitationOf(user) is { Response: CallResponse.Accepted } invitation)
            {
                Replace(invitation, invitation with { ConnectFailed = true });
            }
        }
    }

    /// <summary>Removes a member (rule CALL-089).</summary>
    public void Remove(CallParty device, CallParty by)
    {
        Call = Call with { Seats = Call.Seats.RemoveAll(s => s.Party == device), Removed = Call.Removed.Add(device.UserId) };
        EndFor(device, new(EndCause.Removed, by));
        TellSeats(null, (id, revision) => new CallSignal.MemberLeft(id, revision, device, EndCause.Removed));
        CheckOver();
    }

    /// <summary>Ends an answered call for everybody, the device that wants it first (rule CALL-084).</summary>
    public void EndAll(CallParty by, EndCause cause, string? data)
    {
        var ending = new CallEnding(cause, by) { Data = data };
        Call = Call with { Seats = Call.Seats.RemoveAll(s => s.Party == by) };
        MarkEnded(by, ending);
        CancelOpen(CallResponse.Cancelled, new(EndCause.Cancelled, by) { Data = data });
        EndSeats(ending);
    }

    /// <summary>Takes back every open invitation before anybody has answered: the caller gave up, or was given up on.</summary>
    public void CancelAll(CallParty by, EndCause cause, string? data = null)
    {
        // The caller has ended already; it is told nothing more.
        var ending = new CallEnding(cause, cause == EndCause.Cancelled ? by : null) { Data = data };
        MarkEnded(by, ending);
        Call = Call with { Seats = Call.Seats.RemoveAll(s => s.Party == by) };
        CancelOpen(cause == EndCause.NoAnswer ? CallResponse.NoAnswer : CallResponse.Cancelled, ending);
        Over(ending);
    }

    /// <summary>Takes one open invitation back (rule CALL-089).</summary>
    public void CancelOne(Invitation invitation, CallParty by)
    {
        Replace(invitation, invitation with { Response = CallResponse.Cancelled });
        EndRinging(invitation, null, new(EndCause.Cancelled, by));
        TellSeats(
            null, (id, revision) => new CallSignal.Responded(id, revision, invitation.UserId, null, CallResponse.Cancelled, null));
        _lastBy = by;
        CheckOver();
    }

    private void CancelOpen(CallResponse response, CallEnding ending)
    {
        foreach (var invitation in Call.Invitations.Where(i => i.IsOpen))
        {
            Replace(invitation, invitation with { Response = response });
            EndRinging(invitation, null, ending);
        }
    }

    private void EndSeats(CallEnding ending)
    {
        foreach (var seat in Call.Seats)
        {
            EndFor(seat.Party, ending);
        }

        Over(ending);
    }

    /// <summary>Closes an invitation with an outcome other than accepted and tells members and the user's ringing devices.</summary>
    public void DecideInvitation(string userId, CallResponse response, CallParty? by, string? reason = null, string? data = null)
    {
        var invitation = Call.InvitationOf(userId)!;
        Replace(invitation, invitation with { Response = response, Reason = reason, Data = data });
        var elsewhere = response switch
        {
            CallResponse.Rejected => EndCause.RejectedElsewhere,
            CallResponse.NoAnswer => EndCause.NoAnswer,
            _ => EndCause.Cancelled,
        };
        if (by is { } decider)
        {
            MarkEnded(decider, new(CauseOf(response), decider) { Data = data });
        }

        // Who was busy has taken nothing back.
        EndRinging(invitation, by, new(elsewhere, response == CallResponse.Busy ? null : by));
        if (response == CallResponse.Busy)
        {
            // The user missed it on each of them (rule CALL-051).
            foreach (var device in invitation.Devices.Where(d => d.Ring == DeviceRing.Busy))
            {
                EndFor(new(userId, device.DeviceId), new(EndCause.Busy));
            }
        }

        TellSeats(
            null, (id, revision) => new CallSignal.Responded(id, revision, userId, by?.DeviceId, response, reason) { Data = data });
        (_lastBy, _lastData) = (by, data);
    }

    /// <summary>Rule CALL-055: what a user's devices amount to once one of them no longer rings.</summary>
    public void DecideUser(string userId, CallParty by)
    {
        var invitation = Call.InvitationOf(userId)!;
        if (!invitation.IsOpen || invitation.Rings || invitation.Devices.IsEmpty)
        {
            return;
        }

        if (invitation.Devices.FirstOrDefault(d => d.Ring == DeviceRing.Rejected) is { } rejected)
        {
            DecideInvitation(userId, CallResponse.Rejected, new(userId, rejected.DeviceId), rejected.Reason, rejected.Data);
        }
        else if (invitation.Devices.Any(d => d.Ring == DeviceRing.TimedOut))
        {
            DecideInvitation(userId, CallResponse.NoAnswer, null);
        }
        else if (invitation.Devices.All(d => d.Ring == DeviceRing.Busy))
        {
            DecideInvitation(userId, CallResponse.Busy, by);
        }

        CheckOver();
    }

    /// <summary>Ends a call in which nobody has answered and nobody can any more, or in which nobody is left to talk to (rules CALL-085, CALL-088).</summary>
    public void CheckOver()
    {
        if (Call.Ending is not null)
        {
            return;
        }

        bool waits = Call.Invitations.Any(i => i.IsOpen);
        if (Call.Seats.IsEmpty)
        {
            // Whoever they would have talked to is gone (rule CALL-086).
            CancelOpen(CallResponse.Cancelled, new(EndCause.Cancelled, _lastBy));
            Over(new(EndCause.HangUp, _lastBy));
        }
        else if (Call.AnsweredAt is null && !waits)
        {
            var responses = Call.Invitations.Select(i => i.Response!.Value).Distinct().ToList();
            var cause = responses.Count == 1 ? CauseOf(responses[0]) : EndCause.NoAnswer;
            EndSeats(new(cause, cause == EndCause.NoAnswer ? null : _lastBy) { Data = _lastData });
        }
        else if (Call.AnsweredAt is not null && Call.Seats.Length == 1 && !waits)
        {
            EndSeats(new(EndCause.LastParticipantLeft));
        }
    }

    /// <summary>Ends the ringing on a user's devices, but for the one that decided.</summary>
    private void EndRinging(Invitation invitation, CallParty? except, CallEnding ending)
    {
        foreach (var device in invitation.Devices)
        {
            var party = new CallParty(invitation.UserId, device.DeviceId);
            if (device.Ring is DeviceRing.Notified or DeviceRing.Alerting && party != except)
            {
                EndFor(party, ending);
            }
        }
    }

    private void EndFor(CallParty device, CallEnding ending)
    {
        Tell(device, (id, revision) => new CallSignal.Ended(id, revision, ending));
        MarkEnded(device, ending);
    }

    /// <summary>Remembers how it ended for a device that knows already.</summary>
    public void MarkEnded(CallParty device, CallEnding ending)
    {
        if (Call.Logs.TryGetValue(device, out var log) && log.Ending is null)
        {
            Call = Call with { Logs = Call.Logs.SetItem(device, log with { Ending = ending }) };
        }
    }

    private void Over(CallEnding ending)
    {
        Call = Call with { Seats = [], MediaRequest = null, Ending = ending, EndedAt = Now };
        _records.Add(CallSummary.Of(Call));
    }

    private static EndCause CauseOf(CallResponse response) => response switch
    {
        CallResponse.Rejected => EndCause.Rejected,
        CallResponse.Busy => EndCause.Busy,
        CallResponse.Unreachable => EndCause.Unreachable,
        CallResponse.Cancelled => EndCause.Cancelled,
        _ => EndCause.NoAnswer,
    };
}
