using SIPSorcery.Net;

namespace Calling.Providers.WebRtc.SipSorcery.Connections;

/// <summary>Puts packets into the order in which they were sent, and gives up waiting for one that does not come. Not thread-safe.</summary>
/// <param name="time">Its clock.</param>
/// <param name="patience">How long a gap may hold up what came after it.</param>
internal sealed class Reordering(TimeProvider time, TimeSpan patience)
{
    private const int MostHeld = 256;

    private readonly PriorityQueue<(RTPPacket Packet, long CameAt), long> _held = new();
    private readonly SequenceNumbers _numbers = new();
    private long? _next;

    /// <summary>Takes a packet.</summary>
    /// <param name="packet">As it came.</param>
    /// <param name="take">Gets each packet in its turn, and whether some before it are lost.</param>
    internal void Add(RTPPacket packet, Action<RTPPacket, bool> take)
    {
        var number = _numbers.Extend(packet.Header.SequenceNumber);
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
            take(first.Packet, gap);
        }
    }
}
