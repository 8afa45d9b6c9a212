using Calling.Providers;

namespace Calling.Signaling.Switchboards;

public static partial class Switchboard
{
    private static void Online(Turn turn, CallParty device)
    {
        turn.Calls = turn.Calls with
        {
            Devices = turn.Calls.Devices.SetItem(device.UserId, turn.Calls.DevicesOf(device.UserId).Add(device.DeviceId)),
        };
        foreach (var call in turn.Calls.CallsOf(device.UserId))
        {
            turn.Open(call.CallId);
            if (call.InvitationOf(device.UserId) is { IsOpen: true } invitation
                && invitation.Deadline > turn.Now
                && invitation.RingOf(device.DeviceId) is null or DeviceRing.Withdrawn)
            {
                turn.Ring(device);
            }
        }
    }

    private static void Offline(Turn turn, CallParty device)
    {
        var left = turn.Calls.DevicesOf(device.UserId).Remove(device.DeviceId);
        turn.Calls = turn.Calls with
        {
            Devices = left.IsEmpty ? turn.Calls.Devices.Remove(device.UserId) : turn.Calls.Devices.SetItem(device.UserId, left),
        };
        foreach (var call in turn.Calls.CallsOf(device.UserId).Where(c => c.Ending is null))
        {
            turn.Open(call.CallId);
            if (call.SeatOf(device) is not null)
            {
                if (call.AnsweredAt is null)
                {
                    turn.CancelAll(device, EndCause.Cancelled);
                }
                else
                {
                    turn.Unseat(device, EndCause.PeerLost);
                }
            }
            else if (call.InvitationOf(device.UserId) is { IsOpen: true } invitation && invitation.RingOf(device.DeviceId) is not null)
            {
                // As if it had never been there, busy or not: it rings again if it comes back in time (rule CALL-013).
                turn.Replace(invitation, invitation.Without(device.DeviceId));
                turn.DecideUser(device.UserId, device);
            }
        }
    }
}
