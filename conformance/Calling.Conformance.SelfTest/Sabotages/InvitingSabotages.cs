using Calling.Providers;

namespace Calling.Conformance.SelfTest.Sabotages;

/// <summary>Section 9: who is rung in, enters, and is removed.</summary>
internal static class InvitingSabotages
{
    public static IReadOnlyList<Sabotage> All { get; } =
    [
        Sabotage.OfSessions("CALL-083", "those are invited who can be", session => new BentSession(session)
        {
            Invite = async (users, options) =>
            {
                CallException? wrong = null;
                foreach (string user in users)
                {
                    try
                    {
                        await session.InviteAsync([user], options);
                    }
                    catch (CallException error)
                    {
                        wrong = error;
                    }
                }

                if (wrong is not null)
                {
                    throw wrong;
                }
            },
        }),
        Sabotage.OfEvents("CALL-083", "members are not told who is invited", e => e is CallEvent.ParticipantInvited ? [] : [e]),
        Sabotage.OfSessions("CALL-083", "inviting seems to work everywhere", session => new BentSession(session)
        {
            Invite = (users, options) => SeemsToWorkAsync(() => session.InviteAsync(users, options)),
        }),
        Sabotage.OfSignals("CALL-083", "the caller is said to have invited everybody", s => s is CallSignal.Invited invited ? invited with { InvitedBy = null } : s),
        new("CALL-087", "anybody comes in")
        {
            Command = async (device, command) =>
            {
                var result = await device.PassAsync(command);
                if (command is not CallCommand.JoinCall || result is CommandResult.Done)
                {
                    return result;
                }

                await device.Everybody.First().PassAsync(new CallCommand.InviteUsers(
                    command.CallId, Guid.NewGuid().ToString("N"), [device.Self.UserId], TimeSpan.FromSeconds(30)));
                return await device.PassAsync(command with { CommandId = Guid.NewGuid().ToString("N") });
            },
        },
        new("CALL-087", "a stranger learns that there is a call")
        {
            Command = async (device, command) =>
                await device.PassAsync(command) is var result && command is CallCommand.JoinCall && result is CommandResult.Refused
                    ? new CommandResult.Refused(RefusalCode.NotAllowed, null)
                    : result,
        },
        new("CALL-087", "who is in a call joins it again")
        {
            Client = client => new BentClient(client)
            {
                Join = async join =>
                {
                    try
                    {
                        return await join();
                    }
                    catch (CallException error) when (error.Code == CallErrorCode.InvalidState)
                    {
                        return client.Calls[0];
                    }
                },
            },
        },
        Sabotage.OfEvents("CALL-087", "nobody is told who came in", e => e is CallEvent.ParticipantJoined ? [] : [e]),
        Sabotage.OfEvents("CALL-087", "a handover shows that somebody left and came", e => e switch
        {
            CallEvent.ParticipantStateChanged { State: ParticipantState.Reconnecting } changed =>
                [new CallEvent.ParticipantLeft(changed.UserId, CallEndReason.RemoteHangUp)],
            CallEvent.ParticipantStateChanged { State: ParticipantState.Joined } changed => [new CallEvent.ParticipantJoined(changed.UserId, default)],
            _ => [e],
        }),
        Sabotage.OfSignals("CALL-087", "the former device stays in", s => s is CallSignal.Ended { Ending.Cause: EndCause.Replaced } ? null : s),
        Sabotage.OfSignals("CALL-089", "who is removed does not learn by whom", s =>
            s is CallSignal.Ended { Ending.Cause: EndCause.Removed } ended ? ended with { Ending = new(EndCause.Removed) } : s),
        Sabotage.OfSessions("CALL-089", "taking one back takes all back", session => new BentSession(session)
        {
            CancelInvitation = async user =>
            {
                await session.CancelInvitationAsync(user);
                foreach (var other in session.Snapshot.Participants.Where(p => p.State is ParticipantState.Invited or ParticipantState.Ringing))
                {
                    await session.CancelInvitationAsync(other.UserId);
                }
            },
        }),
        Sabotage.OfSessions("CALL-089", "taking back and removing seem to work", session => new BentSession(session)
        {
            CancelInvitation = user => SeemsToWorkAsync(() => session.CancelInvitationAsync(user)),
            Remove = user => SeemsToWorkAsync(() => session.RemoveParticipantAsync(user)),
        }),
        Sabotage.OfEvents("CALL-089", "a removed member seems to have left", e =>
            e is CallEvent.ParticipantLeft { Reason: CallEndReason.Removed } left ? [left with { Reason = CallEndReason.RemoteHangUp }] : [e]),
    ];

    private static async Task SeemsToWorkAsync(Func<Task> operation)
    {
        try
        {
            await operation();
        }
        catch (CallException)
        {
            // This is the sabotage.
        }
    }
}
