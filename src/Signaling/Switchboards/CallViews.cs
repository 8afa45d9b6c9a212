using Calling.Providers;

namespace Calling.Signaling.Switchboards;

/// <summary>A call as one device may know it: those still ringing learn nothing of members, invitations and grants (rules CALL-080, CALL-099).</summary>
internal static class CallViews
{
    public static CallView? For(CallEntry call, CallParty device, TimeSpan now, SwitchboardRules rules)
    {
        if (!call.Logs.TryGetValue(device, out var log))
        {
            return null;
        }

        var view = new CallView { CallId = call.CallId, Revision = log.Revision, Details = call.Details, Ending = log.Ending };
        if (call.SeatOf(device) is { } seat)
        {
            bool answered = call.AnsweredAt is not null;
            return view with
            {
                IsMember = true,
                Invitations = InvitationsOf(call),
                Members = [.. call.Seats.Where(s => s != seat).Select(s => new CallMember(s.Party, s.Media, seat.Entry > s.Entry) { Entry = s.Entry, LineDown = s.LineDown })],
                MediaRequest = call.MediaRequest?.Asked,
                RingRemaining = answered ? null : call.NextDeadline - now,
                Grant = answered ? rules.Grant?.Invoke(call.CallId, device) : null,
            };
        }

        if (log.Ending is not null)
        {
            // Whoever calls somebody again and again with long attachments must not make the callee's snapshot too large to be said.
            view = view with { Details = call.Details with { Attachment = null } };

            // Whoever had a part is told how the invitations went, but a device that only rang is not.
            return call.Details.Caller == device ? view with { Invitations = InvitationsOf(call) } : view;
        }

        return call.InvitationOf(device.UserId) is { IsOpen: true } invitation
            && invitation.RingOf(device.DeviceId) is DeviceRing.Notified or DeviceRing.Alerting
                ? view with { RingRemaining = invitation.Deadline - now, InvitedBy = invitation.By }
                : null;
    }

    private static CallInvitation[] InvitationsOf(CallEntry call) =>
        [.. call.Invitations.Select(i => new CallInvitation(i.UserId, i.Alerted, i.Response, i.Reason) { InvitedBy = i.By, Data = i.Data })];
}
