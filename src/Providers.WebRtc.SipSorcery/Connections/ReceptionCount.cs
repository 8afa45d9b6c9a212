using SIPSorcery.Net;

namespace Calling.Providers.WebRtc.SipSorcery.Connections;

/// <summary>What came of one stream, what did not, and how unevenly (RFC 3550 appendices A.3 and A.8).</summary>
internal sealed class ReceptionCount(TimeProvider time, int clockRate)
{
    private readonly Lock _gate = new();
    private readonly SequenceNumbers _numbers = new();
    private long? _beganAt;
    private uint _ssrc;
    private long _first;
    private long _highest;
    private long _ofStream;
    private long _lostBefore;
    private long _packets;
    private long _bytes;
    private double? _jitter;
    private (double Arrival, uint Timestamp)? _last;

    /// <summary>A packet came.</summary>
    internal void Count(RTPPacket packet)
    {
        lock (_gate)
        {
            var number = _numbers.Extend(packet.Header.SequenceNumber);
            if (_beganAt is null || packet.Header.SyncSource != _ssrc)
            {
                _lostBefore += Lost;
                (_ssrc, _first, _highest, _ofStream, _last) = (packet.Header.SyncSource, number, number, 0, null);
                _beganAt ??= time.GetTimestamp();
            }

            _highest = Math.Max(_highest, number);
            _ofStream++;
            _packets++;
            _bytes += packet.GetPayloadLength();
            var arrival = time.GetElapsedTime(0).TotalSeconds;
            if (_last is { } last)
            {
                var difference = Math.Abs(arrival - last.Arrival - ((double)(int)(packet.Header.Timestamp - last.Timestamp) / clockRate));
                _jitter = (_jitter ?? 0) + ((difference - (_jitter ?? 0)) / 16);
            }

            _last = (arrival, packet.Header.Timestamp);
        }
    }

    /// <summary>The sums so far.</summary>
    internal (long Packets, long Bytes, long Lost, TimeSpan? Jitter, TimeSpan? Age) Read()
    {
        lock (_gate)
        {
            return (_packets, _bytes, _lostBefore + Lost, _jitter is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
                _beganAt is { } began ? time.GetElapsedTime(began) : null);
        }
    }

    private long Lost => _ofStream == 0 ? 0 : _highest - _first + 1 - _ofStream;
}
