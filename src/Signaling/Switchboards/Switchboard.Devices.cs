using System.Collections.Immutable;
using Calling.Providers;

namespace Calling.Signaling.Switchboards;

public static partial class Switchboard
{
    private static void Online(Turn turn, CallParty device, bool sole)
    {
        var devices = turn.Calls.DevicesOf(device.UserId);
        CallParty[] kicked = sole ? [.. devices.Remove(device.DeviceId).Select(d => new CallParty(device.UserId, d))] : [];
        SetDevices(turn, device.UserId, devices.Except(kicked.Select(k => k.DeviceId)).Add(device.DeviceId));
        turn.Calls = turn.Calls with { Interrupted = turn.Calls.Interrupted.Except(kicked).Remove(device) };
        foreach (var party in kicked)
        {
            turn.Kick(party);
        }

        foreach (var call in turn.Calls.CallsOf(device.UserId).Where(c => c.Ending is null))
        {
            turn.Open(call.CallId);
            foreach (var party in kicked)
            {
                Depart(turn, party, EndCause.HangUp);
            }

            if (turn.Call.Ending is null
                && turn.Call.InvitationOf(device.UserId) is { IsOpen: true } invitation
                && invitation.Deadline > turn.Now
                && invitation.RingOf(device.DeviceId) is null or DeviceRing.Withdrawn)
            {
                turn.Ring(device);
            }

            // Only now: an unanswered call of a device that was kicked has moved to this one (rule CALL-005).
            if (kicked.Length > 0)
            {
                DecideUser(turn, device);
            }
        }

        TellLine(turn, device, up: true);
    }

    private static void Offline(Turn turn, CallParty device, bool signedOut)
    {
        SetDevices(turn, device.UserId, turn.Calls.DevicesOf(device.UserId).Remove(device.DeviceId));
        turn.Calls = turn.Calls with { Interrupted = turn.Calls.Interrupted.Remove(device) };
        foreach (var call in turn.Calls.CallsOf(device.UserId).Where(c => c.Ending is null))
        {
            turn.Open(call.CallId);
            Depart(turn, device, signedOut ? EndCause.HangUp : EndCause.PeerLost);
            DecideUser(turn, device);
        }
    }

    /// <summary>A device is gone; what that means for the rest of its user is not decided yet.</summary>
    private static void Depart(Turn turn, CallParty device, EndCause cause)
    {
        if (turn.Call.SeatOf(device) is not null)
        {
            if (turn.Call.AnsweredAt is null)
            {
                turn.CancelAll(device, EndCause.Cancelled);
            }
            else
            {
                turn.Unseat(device, cause);
            }
        }
        else if (turn.Call.InvitationOf(device.UserId) is { IsOpen: true } invitation
            && invitation.RingOf(device.DeviceId) is not (null or DeviceRing.Rejected or DeviceRing.TimedOut))
        {
            // As if it had never been there, busy or not: it rings again if it comes back in time (rule CALL-013). What its user
            // said on it, or let pass, stands.
            turn.Replace(invitation, invitation.Without(device.DeviceId));
        }
    }

    private static void DecideUser(Turn turn, CallParty device)
    {
        if (turn.Call.Ending is null && turn.Call.InvitationOf(device.UserId) is not null)
        {
            turn.DecideUser(device.UserId, device);
        }
    }

    /// <summary>A device's own line went down or is up again.</summary>
    private static void Line(Turn turn, CallParty device, bool up)
    {
        var interrupted = turn.Calls.Interrupted;
        bool isSignedIn = turn.Calls.DevicesOf(device.UserId).Contains(device.DeviceId);
        turn.Calls = turn.Calls with { Interrupted = isSignedIn && !up ? interrupted.Add(device) : interrupted.Remove(device) };
        TellLine(turn, device, up);
    }

    /// <summary>Those who are in a call with a device whose line went down or is up again are told (rule CALL-111).</summary>
    private static void TellLine(Turn turn, CallParty device, bool up)
    {
        foreach (var call in turn.Calls.CallsOf(device.UserId))
        {
            turn.Open(call.CallId);
            if (turn.Call.SeatOf(device) is { } seat && seat.LineDown == up)
            {
                turn.Call = turn.Call with { Seats = turn.Call.Seats.Replace(seat, seat with { LineDown = !up }) };
                turn.TellSeats(device, (id, revision) => new CallSignal.MemberLine(id, revision, device, up));
            }
        }
    }

    private static void SetDevices(Turn turn, string userId, ImmutableSortedSet<string> devices) => turn.Calls = turn.Calls with
    {
        Devices = devices.IsEmpty ? turn.Calls.Devices.Remove(userId) : turn.Calls.Devices.SetItem(userId, devices),
    };
}
