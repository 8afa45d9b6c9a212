using Calling.Providers;

namespace Calling.Conformance.SelfTest.Sabotages;

/// <summary>Section 3.</summary>
internal static class AnsweringSabotages
{
    public static IReadOnlyList<Sabotage> All { get; } =
    [
        Sabotage.OfEvents("CALL-020", "the caller learns of an answer twice", e => e is CallEvent.ParticipantResponded ? [e, e] : [e]),
        Sabotage.OfEvents("CALL-020", "the caller does not learn who answered", e =>
            e is CallEvent.ParticipantResponded { Response: CallResponse.Accepted } ? [] : [e]),
        Sabotage.OfEvents("CALL-020", "nobody is told that it connects", e =>
            e is CallEvent.StateChanged { State: CallState.Connecting } ? [] : [e]),
        Sabotage.OfSignals("CALL-021", "the reason is lost", s => s is CallSignal.Responded responded ? responded with { Reason = null } : s),
        Sabotage.OfSignals("CALL-021", "a reject reads as a timeout", s =>
            s is CallSignal.Ended { Ending.Cause: EndCause.Rejected } ended ? ended with { Ending = new(EndCause.NoAnswer) } : s),
        Sabotage.OfSessions("CALL-022", "accepting what is over seems to work", session => new BentSession(session)
        {
            Accept = options => UnlessGoneAsync(() => session.AcceptAsync(options)),
        }),
        Sabotage.OfSessions("CALL-022", "rejecting what the caller took back seems to work", session => new BentSession(session)
        {
            Reject = options => UnlessGoneAsync(() => session.RejectAsync(options)),
        }),
        Sabotage.OfSessions("CALL-023", "accepting twice is an error", session => new BentSession(session)
        {
            Accept = options => session.Snapshot.State == CallState.Connected
                ? throw new CallException(CallErrorCode.InvalidState, "It was accepted before.")
                : session.AcceptAsync(options),
        }),
        Sabotage.OfSessions("CALL-023", "rejecting a connected call hangs up", session => new BentSession(session)
        {
            Reject = options => session.Snapshot.State == CallState.Connected ? session.HangUpAsync() : session.RejectAsync(options),
        }),
        Sabotage.OfSessions("CALL-023", "an error names neither state nor operation", session => new BentSession(session)
        {
            Accept = async options =>
            {
                try
                {
                    await session.AcceptAsync(options);
                }
                catch (CallException error) when (error.Code == CallErrorCode.InvalidState)
                {
                    throw new CallException(error.Code, "This cannot be done now.");
                }
            },
        }),
        Sabotage.OfCommands("CALL-024", "a cancel wins whatever the callee did", c => c is CallCommand.CancelCall ? null : c),
        new("CALL-024", "an accept wins whatever the caller did")
        {
            Command = async (device, command) =>
            {
                var result = await device.PassAsync(command);
                return command is CallCommand.AcceptCall && result is CommandResult.Refused ? new CommandResult.Done() : result;
            },
        },
        Sabotage.OfSessions("CALL-024", "an accept that lost seems to work", session => new BentSession(session)
        {
            Accept = options => UnlessGoneAsync(() => session.AcceptAsync(options)),
        }),
        new("CALL-024", "a hang-up that crossed an accept is forgotten")
        {
            Command = async (device, command) =>
            {
                if (command is CallCommand.AcceptCall)
                {
                    foreach (var other in device.Others)
                    {
                        other.Notes.Add(command.CallId);
                    }
                }

                return command is CallCommand.EndCall && device.Notes.Contains(command.CallId)
                    ? new CommandResult.Done()
                    : await device.PassAsync(command);
            },
        },
        Sabotage.OfSessions("CALL-025", "an invitation is answered by itself", session =>
        {
            if (session.Snapshot.State == CallState.Incoming)
            {
                _ = session.AcceptAsync();
            }

            return session;
        }),
        Sabotage.OfCommands("CALL-026", "data is left out", c => c switch
        {
            CallCommand.AcceptCall accept => accept with { Data = null },
            CallCommand.RejectCall reject => reject with { Data = null },
            CallCommand.CancelCall cancel => cancel with { Data = null },
            CallCommand.EndCall end => end with { Data = null },
            _ => c,
        }),
        Sabotage.OfSessions("CALL-026", "data over the limit is left out silently", session => new BentSession(session)
        {
            Accept = options =>
            {
                options!.Data = options.Data is { Length: > 4096 } ? null : options.Data;
                return session.AcceptAsync(options);
            },
        }),
    ];

    private static async Task UnlessGoneAsync(Func<Task> operation)
    {
        try
        {
            await operation();
        }
        catch (CallException error) when (error.Code == CallErrorCode.CallGone)
        {
            // This is the sabotage.
        }
    }
}
