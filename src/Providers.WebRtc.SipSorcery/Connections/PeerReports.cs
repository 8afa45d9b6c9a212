using Calling.Media;
using SIPSorcery.Net;

namespace Calling.Providers.WebRtc.SipSorcery.Connections;

/// <summary>What the peer says of what it receives: loss, jitter, and by its answers the round-trip time.</summary>
internal sealed class PeerReports(TimeProvider time)
{
    private const int Remembered = 32;
    private const double FractionsPerSecond = 65_536;

    private readonly Lock _gate = new();
    private readonly Queue<(uint Mark, long At)> _sent = new();
    private readonly Dictionary<MediaKind, ReceptionReportSample> _heard = [];
    private TimeSpan? _roundTrip;

    /// <summary>The last one measured, or null.</summary>
    internal TimeSpan? RoundTrip
    {
        get
        {
            lock (_gate)
            {
                return _roundTrip;
            }
        }
    }

    /// <summary>A report left: its mark comes back in the peer's.</summary>
    internal void OnSent(RTCPCompoundPacket report)
    {
        if (report.SenderReport is { } sender)
        {
            lock (_gate)
            {
                if (_sent.Count == Remembered)
                {
                    _sent.Dequeue();
                }

                _sent.Enqueue(((uint)(sender.NtpTimestamp >> 16), time.GetTimestamp()));
            }
        }
    }

    /// <summary>A report came.</summary>
    /// <param name="report">The peer's.</param>
    /// <param name="kindOf">The kind of what this device sends under an SSRC, or null.</param>
    internal void OnReceived(RTCPCompoundPacket report, Func<uint, MediaKind?> kindOf)
    {
        foreach (var sample in report.SenderReport?.ReceptionReports ?? report.ReceiverReport?.ReceptionReports ?? [])
        {
            if (kindOf(sample.SSRC) is not { } kind)
            {
                continue;
            }

            lock (_gate)
            {
                _heard[kind] = sample;
                foreach (var (mark, at) in _sent)
                {
                    if (mark == sample.LastSenderReportTimestamp)
                    {
                        var took = time.GetElapsedTime(at) - TimeSpan.FromSeconds(sample.DelaySinceLastSenderReport / FractionsPerSecond);

                        // Both ends round; on a short path that can come out below nothing.
                        _roundTrip = took > TimeSpan.Zero ? took : TimeSpan.FromTicks(1);
                    }
                }
            }
        }
    }

    /// <summary>Packets lost and jitter of what this device sends.</summary>
    internal (long Lost, TimeSpan? Jitter) Of(MediaKind kind)
    {
        lock (_gate)
        {
            // Lost packets are a signed number of 24 bits, which the stack reads as an unsigned one: duplicates make it negative.
            return _heard.TryGetValue(kind, out var sample)
                ? (sample.PacketsLost << 8 >> 8, TimeSpan.FromSeconds((double)sample.Jitter / Formats.ClockRate(kind))) : (0, null);
        }
    }
}
