using SIPSorcery.Net;

namespace Calling.Providers.WebRtc.SipSorcery.Connections;

/// <summary>Puts packets into the order in which they were sent, and gives up waiting for one that does not come. Not thread-safe.</summary>
/// <param name="time">Its clock.</param>
/// <param name="patience">How long a gap may hold up what came after it.</param>
internal sealed class Reordering(TimeProvider time, TimeSpan patience)
{
    private const int MostHeld = 256;

    // RFC 3550 appendix A.1, MAX_MISORDER.
    private const int MostMisordered = 100;

    private readonly PriorityQueue<(RTPPacket Packet, long CameAt), long> _held = new();
    private SequenceNumbers _numbers = new();
    private uint _ssrc;
    private long? _next;
    private long? _again;
    private bool _broken;

    /// <summary>Takes a packet.</summary>
    /// <param name="packet">As it came.</param>
    /// <param name="take">Gets each packet in its turn, and whether some before it are lost.</param>
    internal void Add(RTPPacket packet, Action<RTPPacket, bool> take)
    {
        if (_next is not null && (packet.Header.SyncSource != _ssrc || BeginsAgain(packet)))
        {
            _held.Clear();
            (_numbers, _next, _again, _broken) = (new SequenceNumbers(), null, null, true);
        }

        var number = _numbers.Extend(packet.Header.SequenceNumber);
        _ssrc = packet.Header.SyncSource;
        _next ??= number;
        if (number < _next)
        {
            // Twice, or too late.
            return;
        }

        _held.Enqueue((packet, time.GetTimestamp()), number);
        while (_held.TryPeek(out var first, out var lowest))
        {
            if (lowest < _next)
            {
                _held.Dequeue();
                continue;
            }

            var gap = lowest > _next;
            if (gap && _held.Count <= MostHeld && time.GetElapsedTime(first.CameAt) < patience)
            {
                return;
            }

            _held.Dequeue();
            _next = lowest + 1;
            take(first.Packet, gap || _broken);
            _broken = false;
        }
    }

    /// <summary>Two packets in a row from far back are no stragglers: the sender numbers anew (RFC 3550 appendix A.1).</summary>
    private bool BeginsAgain(RTPPacket packet)
    {
        var number = _numbers.Extend(packet.Header.SequenceNumber);
        if (_next - number <= MostMisordered)
        {
            return false;
        }

        var again = number == _again;
        _again = number + 1;
        return again;
    }
}
