using Calling.Providers;

namespace Calling.Conformance.SelfTest.Sabotages;

/// <summary>Sections 6 and 7.</summary>
internal static class ConflictSabotages
{
    public static IReadOnlyList<Sabotage> All { get; } =
    [
        new("CALL-050", "who is busy gets a second session") { Options = options => options.BusyPolicy = BusyPolicy.Surface },
        Sabotage.OfCommands("CALL-050", "nobody says busy", c => c is CallCommand.Busy ? null : c),
        Sabotage.OfSignals("CALL-050", "busy reads as a reject", s =>
            s is CallSignal.Responded { Response: CallResponse.Busy } busy ? busy with { Response = CallResponse.Rejected } : s),
        new("CALL-053", "a second call replaces the first although nobody chose that")
        {
            Options = options => options.OutgoingConflict = OutgoingConflict.ReplaceCurrent,
        },
        Sabotage.OfSessions("CALL-053", "a replaced session does not know by which", session => new BentSession(session) { Successor = _ => null }),
        Sabotage.OfCommands("CALL-053", "the peer of a replaced call is not told", c => c is CallCommand.EndCall { Cause: EndCause.Replaced } ? null : c),
        new("CALL-054", "who was in a call stays busy")
        {
            Signal = (device, signal) =>
            {
                if (signal is not CallSignal.Invited invited || device.Notes.Count == 0)
                {
                    device.Tell(signal);
                }
                else
                {
                    _ = device.PassAsync(new CallCommand.Busy(invited.CallId, $"stuck-{invited.CallId}")).AsTask();
                }

                if (signal is CallSignal.Ended)
                {
                    device.Notes.Add("was in a call");
                }
            },
        },
    ];
}
