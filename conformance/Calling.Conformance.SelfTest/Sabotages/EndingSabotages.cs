using Calling.Providers;

namespace Calling.Conformance.SelfTest.Sabotages;

/// <summary>Section 4.</summary>
internal static class EndingSabotages
{
    public static IReadOnlyList<Sabotage> All { get; } =
    [
        Sabotage.OfCommands("CALL-030", "a hang-up is not sent", c => c is CallCommand.EndCall ? null : c),
        Sabotage.OfSessions("CALL-030", "hanging up what rings here is no reject", session => new BentSession(session)
        {
            HangUp = options => session.Snapshot.State == CallState.Incoming ? session.DisposeAsync().AsTask() : session.HangUpAsync(options),
        }),
        Sabotage.OfSessions("CALL-030", "hanging up while dialing is refused", session => new BentSession(session)
        {
            HangUp = options => session.Snapshot.State is CallState.Dialing or CallState.Ringing
                ? throw new CallException(CallErrorCode.InvalidState, "There is no call yet.")
                : session.HangUpAsync(options),
        }),
        Sabotage.OfEvents("CALL-031", "the end is told twice", e => e is CallEvent.Ended ? [e, e] : [e]),
        Sabotage.OfEvents("CALL-031", "something follows the end", e =>
            e is CallEvent.Ended ? [e, new CallEvent.StateChanged(CallState.Connected, CallState.Ended)] : [e]),
        Sabotage.OfEvents("CALL-031", "the end does not say who ended it", e =>
            e is CallEvent.Ended { End: var end } ? [new CallEvent.Ended(end with { EndedBy = null })] : [e]),
        Sabotage.OfEvents("CALL-031", "who ends a call is not told", e => e is CallEvent.Ended { End.Reason: CallEndReason.LocalHangUp } ? [] : [e]),
        Sabotage.OfSessions("CALL-031", "the duration is lost", session => new BentSession(session)
        {
            Look = () => session.Snapshot is { End: { } end } over ? over with { End = end with { Duration = TimeSpan.Zero } } : session.Snapshot,
        }),
        Sabotage.OfSignals("CALL-032", "the callee is not told of a cancel", s => s is CallSignal.Ended { Ending.Cause: EndCause.Cancelled } ? null : s),
        Sabotage.OfCommands("CALL-032", "the arbiter is not told of a cancel", c => c is CallCommand.CancelCall or CallCommand.EndCall ? null : c),
        Sabotage.OfSessions("CALL-033", "cancelling hangs up", session => new BentSession(session)
        {
            Cancel = async _ =>
            {
                await session.HangUpAsync();
                return true;
            },
        }),
        new("CALL-034", "a hang-up takes two seconds")
        {
            Signal = (device, signal) =>
            {
                if (signal is CallSignal.MemberLeft or CallSignal.Ended)
                {
                    device.Later(TimeSpan.FromSeconds(2), () => device.Tell(signal));
                }
                else
                {
                    device.Tell(signal);
                }
            },
        },
        Sabotage.OfSessions("CALL-035", "hanging up twice is an error", session => new BentSession(session)
        {
            HangUp = options => session.Snapshot.State == CallState.Ended
                ? throw new CallException(CallErrorCode.CallGone, "It is over.")
                : session.HangUpAsync(options),
        }),
        Sabotage.OfCommands("CALL-036", "disposing a ringing session rejects the call", c =>
            c is CallCommand.LeaveCall leave ? new CallCommand.RejectCall(leave.CallId, leave.CommandId, null) : c),
        new("CALL-036", "disposing a client is put off until the second time")
        {
            Client = client =>
            {
                int times = 0;
                return new BentClient(client) { Disposal = dispose => ++times > 1 ? dispose() : ValueTask.CompletedTask };
            },
        },
        new("CALL-036", "signing out leaves the call up") { Client = client => new BentClient(client) { Logout = _ => Task.CompletedTask } },
        new("CALL-037", "a microphone and a camera that are switched off run on")
        {
            Media = (sound, _) => new BentMedia(sound) { Gate = (kind, _) => sound.SetGate(kind, true) },
        },
        new("CALL-037", "capture goes on after a hang-up") { Media = (sound, _) => new BentMedia(sound) { Close = () => ValueTask.CompletedTask } },
        Sabotage.OfEvents("CALL-038", "what the peer did counts for more than what was done here", e =>
            e is CallEvent.Ended { End: { Reason: CallEndReason.LocalHangUp } end }
                ? [new CallEvent.Ended(end with { Reason = CallEndReason.RemoteHangUp })]
                : [e]),
    ];
}
