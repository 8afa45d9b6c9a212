using Azure.Communication.Calling.WindowsClient;

namespace Calling.Acs.Emulator;

internal sealed partial class ServiceCall
{
    public void Ring(Leg by, IEnumerable<CallIdentifier> participants)
    {
        foreach (var participant in participants)
        {
            _invitees.Add(new Invitee(participant, added: false));
        }

        RingAll(by);
    }

    public void AddParticipant(Leg by, CallIdentifier participant)
    {
        if (!by.Connected || by.Ended)
        {
            throw Errors.Of(Errors.ParticipantAddedToUnconnectedCall, "The call is not connected.");
        }

        if (Legs.Any(leg => leg.Agent.Identity == participant.RawId) || _invitees.Any(one => one.Identifier.RawId == participant.RawId))
        {
            throw Errors.Of(Errors.ParticipantAlreadyAdded, "The participant was added already.");
        }

        Escalate();
        _reasons.Remove(participant.RawId);
        _invitees.Add(new Invitee(participant, added: true));
        RingAll(by);
    }

    public CommunicationCall Accept(Ring ring, AcceptCallOptions? options)
    {
        if (ring.Ended)
        {
            throw Errors.Of(Errors.IncomingCallAlreadyUnplaced, "Attempt to answer an incoming call that has been unplaced.");
        }

        ring.Answer(Codes.HungUp, cloud.Settings.CallEndedAfterAccept);
        End(ring.Invitee, Codes.AcceptedElsewhere);
        _established = true;
        var leg = Enter(ring.Agent, options, CallDirection.Incoming, ring.Incoming.CallerDetails);
        foreach (var one in Legs)
        {
            one.Connect();
        }

        Show();
        return leg.Sdk;
    }

    public void Reject(Ring ring)
    {
        if (ring.Ended)
        {
            throw Errors.Of(Errors.IncomingCallAlreadyUnplaced, "The incoming call has ended.");
        }

        ring.Answer(Codes.Declined, cloud.Settings.CallEndedAfterReject);
        var rings = ring.Invitee.Rings;
        if (cloud.Settings.RejectIsForAllEndpoints || rings.Count == 1)
        {
            Drop(ring.Invitee, Codes.Declined, Codes.Declined);
        }
        else if (rings.All(other => other.Ended))
        {
            Drop(ring.Invitee, cloud.Settings.AllEndpointsDeclined, Codes.Declined);
        }
    }

    private void RingAll(Leg by)
    {
        Show();
        foreach (var invitee in _invitees.Where(one => one.Timer is null).ToList())
        {
            // Whoever is dropped here may have ended the call.
            if (cloud.Exchange.WhyUnreachable(invitee.Identifier.RawId) is { } why)
            {
                Drop(invitee, why, why);
            }
            else
            {
                Begin(invitee, by);
            }
        }

        Show();
    }

    private void Begin(Invitee invitee, Leg by)
    {
        var caller = new CallerDetails(by.Agent.DisplayName, new UserCallIdentifier(by.Agent.Identity));
        foreach (var agent in cloud.Exchange.AgentsOf(invitee.Identifier.RawId).ToList())
        {
            var ring = new Ring(this, invitee, agent, caller, by.Videos.Count > 0);
            invitee.Rings.Add(ring);
            ring.Begin();
        }

        invitee.Timer = cloud.Time.CreateTimer(_ => TimeOut(invitee), null, cloud.Settings.RingTimeout, Timeout.InfiniteTimeSpan);
    }

    private void TimeOut(Invitee invitee)
    {
        lock (cloud.Gate)
        {
            Drop(invitee, Codes.NoAnswer, Codes.NoAnswer);
        }
    }

    /// <summary>Somebody will not come.</summary>
    private void Drop(Invitee invitee, EndCode outcome, EndCode ringEnd)
    {
        if (!End(invitee, ringEnd))
        {
            return;
        }

        _outcomes.Add(outcome);
        if (Explains(invitee))
        {
            _reasons[invitee.Identifier.RawId] = outcome;
        }

        Show();
        if (!_established && _invitees.Count == 0)
        {
            EndAll(IsGroup && _outcomes.All(one => one == Codes.Declined) ? Codes.AllDeclined : outcome);
        }
    }

    private bool Explains(Invitee invitee) => cloud.Settings.ParticipantReasons switch
    {
        ParticipantReasons.Added => invitee.Added,
        ParticipantReasons.Rung => true,
        _ => false,
    };

    private bool End(Invitee invitee, EndCode ringEnd)
    {
        invitee.Timer?.Dispose();
        invitee.Rings.ForEach(ring => ring.End(ringEnd));
        return _invitees.Remove(invitee);
    }

    /// <summary>From now on a call of many.</summary>
    private void Escalate()
    {
        if (!IsGroup)
        {
            IsGroup = true;
            Legs.ForEach(leg => leg.ChangeId());
        }
    }
}
