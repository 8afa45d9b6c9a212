using Calling.Providers;

namespace Calling.Conformance.SelfTest.Sabotages;

/// <summary>Section 2.</summary>
internal static class RingingSabotages
{
    public static IReadOnlyList<Sabotage> All { get; } =
    [
        Sabotage.OfSessions("CALL-010", "a call is not dialing first", session => new BentSession(session)
        {
            Look = () => session.Snapshot is { State: CallState.Dialing } dialing ? dialing with { State = CallState.Ringing } : session.Snapshot,
        }),
        Sabotage.OfSessions("CALL-010", "the call id changes once it rings", session => new BentSession(session)
        {
            Id = () => session.Snapshot.State == CallState.Ringing ? $"{session.CallId}-ringing" : session.CallId,
        }),
        new("CALL-011", "a call rings twice on one device")
        {
            Client = client => new BentClient(client) { Events = events => events.Each<CallClientEvent>(e => e is CallClientEvent.IncomingCall ? [e, e] : [e]) },
        },
        Invitation("CALL-011", "an invitation names somebody else as the caller", details => details with { Caller = new("somebody", "phone") }),
        new("CALL-012", "it rings at the caller before any device was alerted")
        {
            Command = async (device, command) =>
            {
                var result = await device.PassAsync(command);
                if (command is CallCommand.PlaceCall place)
                {
                    device.Tell(new CallSignal.Alerted(place.CallId, 0, place.Callees[0]));
                }

                return result;
            },
        },
        Sabotage.OfCommands("CALL-012", "nobody says that it rings", c => c is CallCommand.Alerting ? null : c),
        Sabotage.OfCommands("CALL-013", "a callee that is away is an error", c => c is CallCommand.PlaceCall place ? place with { FailFast = true } : c),
        Sabotage.OfCommands("CALL-013", "who comes late rings longer than the others", c =>
            c is CallCommand.PlaceCall place ? place with { RingTimeout = place.RingTimeout + TimeSpan.FromSeconds(2) } : c),
        Sabotage.OfCommands("CALL-013", "fail-fast is forgotten", c => c is CallCommand.PlaceCall place ? place with { FailFast = false } : c),
        Sabotage.OfSignals("CALL-014", "an end that overtakes the invitation is lost", s =>
            s is CallSignal.Ended { Ending.Cause: EndCause.Cancelled or EndCause.NoAnswer } ? null : s),
        Invitation("CALL-015", "line breaks of attachments become those of the machine", details =>
            details with { Attachment = details.Attachment?.Replace("\r\n", "\n", StringComparison.Ordinal) }),
        Invitation("CALL-015", "attachments are cut a little below the limit", details =>
            details.Attachment is { Length: > 16_000 } text ? details with { Attachment = text[..16_000] } : details),
        Sabotage.OfSessions("CALL-016", "the callee's side numbers calls by itself", session => new BentSession(session)
        {
            Id = () => session.Snapshot.Direction == CallDirection.Incoming ? $"{session.CallId}-in" : session.CallId,
        }),
        Invitation("CALL-017", "every invitation is for video", details => details with { Media = CallMedia.Video }),
        Invitation("CALL-017", "an invitation does not say who was called", details => details with { Callees = [] }),
        Invitation("CALL-017", "every call is a group call", details => details with { IsGroup = true }),
    ];

    private static Sabotage Invitation(string rule, string breaks, Func<CallDetails, CallDetails> bend) =>
        Sabotage.OfSignals(rule, breaks, s => s is CallSignal.Invited invited ? invited with { Details = bend(invited.Details) } : s);
}
