using Calling.Media;

namespace Calling.Conformance.SelfTest.Sabotages;

/// <summary>Section 7.</summary>
internal static class GlareSabotages
{
    public static IReadOnlyList<Sabotage> All { get; } =
    [
        new("CALL-060", "who calls each other is busy") { Options = options => options.Glare = GlarePolicy.Busy },
        Sabotage.OfEvents("CALL-060", "the call that lost reads as busy", e => e is CallEvent.Ended { End: { Reason: CallEndReason.Replaced } end }
            ? [new CallEvent.Ended(end with { Reason = CallEndReason.Busy })]
            : [e]),
        new("CALL-061", "the surviving call has pictures whatever was asked for")
        {
            Media = (sound, _) => new BentMedia(sound)
            {
                Gate = (kind, open) =>
                {
                    sound.SetGate(kind, open);
                    sound.SetGate(MediaKind.Video, true);
                },
            },
        },
        new("CALL-062", "who calls each other is connected") { Options = options => options.Glare = GlarePolicy.Connect },
    ];
}
