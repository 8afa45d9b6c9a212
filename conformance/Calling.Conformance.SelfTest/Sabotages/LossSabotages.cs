using Calling.Providers;

namespace Calling.Conformance.SelfTest.Sabotages;

/// <summary>Section 12: lines, media and peers that are lost.</summary>
internal static class LossSabotages
{
    public static IReadOnlyList<Sabotage> All { get; } =
    [
        Sabotage.OfSignals("CALL-110", "a line that is down is gone for good", s =>
            s is LineSignal.Interrupted ? new LineSignal.Closed(LineCloseCause.ConnectionLost) : s),
        new("CALL-110", "the first message after the line is back is lost")
        {
            Signal = (device, signal) =>
            {
                switch (signal)
                {
                    case LineSignal.Restored:
                        device.Notes.Add("restored");
                        device.Tell(signal);
                        break;
                    case CallSignal or LineSignal.Snapshot when device.Notes.Remove("restored"):
                        break;
                    default:
                        device.Tell(signal);
                        break;
                }
            },
        },
        new("CALL-111", "nobody is told of lost media") { MediaSignal = signal => signal is MediaSignal.PeerInterrupted ? null : signal },
        new("CALL-111", "lost media is given up at once")
        {
            MediaSignal = signal => signal is MediaSignal.PeerInterrupted lost ? new MediaSignal.PeerFailed(lost.Party, new("lost")) : signal,
        },
        new("CALL-112", "a peer that died is not noticed")
        {
            MediaSignal = signal => signal is MediaSignal.PeerInterrupted ? null : signal,
            Signal = (device, signal) =>
            {
                if (signal is not (CallSignal.MemberLine or CallSignal.MemberLeft or CallSignal.Ended))
                {
                    device.Tell(signal);
                }
            },
        },
    ];
}
