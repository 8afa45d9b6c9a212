using System.Buffers;
using SIPSorcery.Net;

namespace Calling.Providers.WebRtc.SipSorcery.Connections;

/// <summary>Puts VP8 frames together from packets in order (RFC 7741). Not thread-safe.</summary>
internal sealed class Vp8Frames
{
    private const int Largest = 2 * 1_024 * 1_024;

    private readonly ArrayBufferWriter<byte> _frame = new();
    private bool _building;

    /// <summary>Whether packets are missing since the last key frame began, so that nothing can be decoded before the next one.</summary>
    internal bool Broken { get; private set; } = true;

    /// <summary>A frame is lost, or a decoder failed: as if packets were missing.</summary>
    internal void Break() => (Broken, _building) = (true, false);

    /// <summary>Takes the next packet.</summary>
    /// <param name="packet">In order.</param>
    /// <param name="afterGap">Whether some before it are lost.</param>
    /// <returns>A whole frame that can be decoded, valid until the next call; or nothing.</returns>
    internal ReadOnlySpan<byte> Add(RTPPacket packet, bool afterGap)
    {
        if (afterGap)
        {
            Break();
        }

        ReadOnlySpan<byte> payload = packet.Payload;
        if (!TryRead(ref payload, out var begins))
        {
            return default;
        }

        if (begins)
        {
            // A frame that never ended is lost.
            if (_building)
            {
                Break();
            }

            _frame.ResetWrittenCount();
            _building = true;
        }

        if (!_building)
        {
            return default;
        }

        if (_frame.WrittenCount + payload.Length > Largest)
        {
            Break();
            return default;
        }

        _frame.Write(payload);
        if (packet.Header.MarkerBit == 0)
        {
            return default;
        }

        _building = false;
        Broken &= !Codecs.Vp8Header.IsKey(_frame.WrittenSpan);
        return Broken ? default : _frame.WrittenSpan;
    }

    /// <summary>Cuts the payload descriptor off.</summary>
    private static bool TryRead(ref ReadOnlySpan<byte> payload, out bool begins)
    {
        begins = false;
        if (payload.IsEmpty)
        {
            return false;
        }

        // X, S and the partition's number; then I, L, T or K each bring a byte, and a long picture id two.
        var first = payload[0];
        var length = 1;
        begins = (first & 0x10) != 0 && (first & 0x0F) == 0;
        if ((first & 0x80) != 0)
        {
            if (payload.Length < 2)
            {
                return false;
            }

            var extension = payload[1];
            length = 2;
            if ((extension & 0x80) != 0)
            {
                length += payload.Length > length && (payload[length] & 0x80) != 0 ? 2 : 1;
            }

            length += ((extension & 0x40) != 0 ? 1 : 0) + ((extension & 0x30) != 0 ? 1 : 0);
        }

        if (payload.Length <= length)
        {
            return false;
        }

        payload = payload[length..];
        return true;
    }
}
