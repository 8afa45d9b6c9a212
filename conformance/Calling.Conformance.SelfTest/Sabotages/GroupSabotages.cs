using Calling.Providers;

namespace Calling.Conformance.SelfTest.Sabotages;

/// <summary>Section 9: who answers, who leaves, and what becomes of the call.</summary>
internal static class GroupSabotages
{
    public static IReadOnlyList<Sabotage> All { get; } =
    [
        Sabotage.OfEvents("CALL-080", "outcomes are told twice", e => e is CallEvent.ParticipantResponded ? [e, e] : [e]),
        Sabotage.OfSessions("CALL-080", "the caller alone learns outcomes", session => new BentSession(session)
        {
            Events = events => events.Each<CallEvent>(e =>
                e is CallEvent.ParticipantResponded && session.Snapshot.Direction == CallDirection.Incoming ? [] : [e]),
        }),
        new("CALL-080", "who still rings is sent outcomes")
        {
            Command = (device, command) =>
            {
                if (command is CallCommand.AcceptCall or CallCommand.RejectCall)
                {
                    device.Notes.Remove(command.CallId);
                }

                return device.PassAsync(command);
            },
            Signal = (device, signal) =>
            {
                device.Tell(signal);
                if (signal is CallSignal.Invited invited)
                {
                    device.Notes.Add(invited.CallId);
                }
                else if (signal is CallSignal.Responded responded)
                {
                    foreach (var ringing in device.Others.Where(other => other.Notes.Contains(responded.CallId)))
                    {
                        ringing.Tell(responded with { Revision = 2 });
                    }
                }
            },
        },
        new("CALL-081", "media of one member only is received")
        {
            Media = (sound, _) => new BentMedia(sound)
            {
                Update = roster => sound.UpdateAsync(new([.. roster.Members.Take(1)]), CancellationToken.None).AsTask(),
            },
        },
        new("CALL-081", "nobody is to be heard")
        {
            Media = (sound, _) => new BentMedia(sound) { AudioSink = (user, _) => sound.AddAudioSink(user, new CountingSink()) },
        },
        new("CALL-082", "a reject ends all invitations")
        {
            Command = async (device, command) =>
            {
                if (command is CallCommand.RejectCall)
                {
                    foreach (var other in device.Others)
                    {
                        await other.PassAsync(new CallCommand.RejectCall(command.CallId, Guid.NewGuid().ToString("N"), null));
                    }
                }

                return await device.PassAsync(command);
            },
        },
        Sabotage.OfCommands("CALL-082", "all invitations run out together", c =>
            c is CallCommand.InviteUsers invite ? invite with { RingTimeout = TimeSpan.FromSeconds(4) } : c),
        new("CALL-082", "an invitation that runs out ends the call")
        {
            Signal = (device, signal) =>
            {
                device.Tell(signal);
                if (signal is CallSignal.Responded { Response: CallResponse.NoAnswer } responded)
                {
                    device.Tell(new CallSignal.Ended(responded.CallId, responded.Revision + 1, new(EndCause.NoAnswer)));
                }
            },
        },
        Sabotage.OfCommands("CALL-084", "who leaves ends it for all", c =>
            c is CallCommand.EndCall { Cause: EndCause.HangUp } end ? end with { Scope = HangUpScope.Everyone } : c),
        Sabotage.OfCommands("CALL-084", "the caller only leaves", c => c is CallCommand.EndCall end ? end with { Scope = HangUpScope.Self } : c),
        Sabotage.OfSessions("CALL-084", "everybody ends it for everyone", session => new BentSession(session)
        {
            HangUp = async options =>
            {
                try
                {
                    await session.HangUpAsync(options);
                }
                catch (CallException error) when (error.Code == CallErrorCode.NotAllowed)
                {
                    await session.HangUpAsync();
                }
            },
        }),
        Sabotage.OfSignals("CALL-085", "nobody is the last", s =>
            s is CallSignal.Ended { Ending.Cause: EndCause.LastParticipantLeft } ended ? ended with { Ending = new(EndCause.HangUp) } : s),
        new("CALL-085", "the first who leaves is the last")
        {
            Signal = (device, signal) =>
            {
                device.Tell(signal);
                if (signal is CallSignal.MemberLeft left)
                {
                    device.Tell(new CallSignal.Ended(left.CallId, left.Revision + 1, new(EndCause.LastParticipantLeft)));
                }
            },
        },
        new("CALL-086", "invitations die with who gave them")
        {
            Command = async (device, command) =>
            {
                if (command is CallCommand.EndCall)
                {
                    foreach (var other in device.Others)
                    {
                        await device.PassAsync(new CallCommand.CancelInvitation(command.CallId, Guid.NewGuid().ToString("N"), other.Self.UserId));
                    }
                }

                return await device.PassAsync(command);
            },
        },
        Sabotage.OfSignals("CALL-086", "who rings rings on although nobody is there", s =>
            s is CallSignal.Ended { Ending.Cause: EndCause.Cancelled } ? null : s),
        Sabotage.OfSignals("CALL-088", "a common reason is lost", s =>
            s is CallSignal.Ended { Ending.Cause: EndCause.Rejected } ended ? ended with { Ending = new(EndCause.NoAnswer) } : s),
        Sabotage.OfSignals("CALL-088", "what was not common counts", s =>
            s is CallSignal.Ended { Ending.Cause: EndCause.NoAnswer } ended ? ended with { Ending = new(EndCause.Rejected) } : s),
    ];
}
