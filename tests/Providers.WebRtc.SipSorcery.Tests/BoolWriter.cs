namespace Calling.Providers.WebRtc.SipSorcery.Tests;

/// <summary>VP8's arithmetic coder (RFC 6386 section 7), for pictures that no encoder would make.</summary>
internal sealed class BoolWriter
{
    private readonly List<byte> _bytes = [];
    private uint _range = 255;
    private ulong _bottom;
    private int _bits = -24;

    /// <summary>Writes a flag.</summary>
    /// <param name="value">The flag.</param>
    /// <param name="probability">Of false, in parts of 256.</param>
    internal void Flag(bool value, int probability = 128)
    {
        var split = 1 + (((_range - 1) * (uint)probability) >> 8);
        (_bottom, _range) = value ? (_bottom + split, _range - split) : (_bottom, split);
        for (; _range < 128; _range <<= 1)
        {
            // The lowest 32 bits are not final: 24 are still worked on, and 8 wait to be written.
            _bottom <<= 1;
            if (++_bits == 0)
            {
                Carry();
                _bytes.Add((byte)(_bottom >> 24));
                (_bottom, _bits) = (_bottom & 0xFF_FFFF, -8);
            }
        }
    }

    /// <summary>Writes a number, the highest bit first.</summary>
    internal void Number(int value, int bits)
    {
        for (var bit = bits - 1; bit >= 0; bit--)
        {
            Flag((value >> bit & 1) != 0);
        }
    }

    /// <summary>Everything that was written.</summary>
    internal byte[] End()
    {
        Number(0, 32);
        return [.. _bytes];
    }

    private void Carry()
    {
        if (_bottom >> 32 != 0)
        {
            var last = _bytes.FindLastIndex(b => b != 0xFF);
            _bytes[last]++;
            for (var i = last + 1; i < _bytes.Count; i++)
            {
                _bytes[i] = 0;
            }

            _bottom &= 0xFFFF_FFFF;
        }
    }
}
