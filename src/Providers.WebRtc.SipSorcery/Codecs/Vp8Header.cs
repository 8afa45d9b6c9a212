using System.Buffers.Binary;

namespace Calling.Providers.WebRtc.SipSorcery.Codecs;

/// <summary>The uncompressed bytes at the front of a VP8 frame (RFC 6386 section 9.1).</summary>
internal static class Vp8Header
{
    private const int KeyFrameLength = 10;
    private const int SizeMask = 0x3FFF;

    // What a call may show, sent or received alike. Long thin pictures would take much memory for the room around them.
    private const int MostPixels = 1_920 * 1_088;
    private const int LongestSide = 4_096;

    internal static bool IsKey(ReadOnlySpan<byte> frame)
        => frame.Length >= KeyFrameLength && (frame[0] & 1) == 0 && frame[3] == 0x9D && frame[4] == 0x01 && frame[5] == 0x2A;

    /// <summary>The size that a key frame says.</summary>
    internal static (int Width, int Height) Size(ReadOnlySpan<byte> key)
        => (BinaryPrimitives.ReadUInt16LittleEndian(key[6..]) & SizeMask, BinaryPrimitives.ReadUInt16LittleEndian(key[8..]) & SizeMask);

    /// <summary>Whether pictures of a size are encoded and decoded: what is sent can be shown by the same engine.</summary>
    internal static bool Takes(int width, int height)
        => width is > 0 and <= LongestSide && height is > 0 and <= LongestSide && width * height <= MostPixels;

    /// <summary>Says another size: decoders build whole macroblocks and show what is said here, so padding is cut off again.</summary>
    internal static void SetSize(Span<byte> key, int width, int height)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(key[6..], (ushort)width);
        BinaryPrimitives.WriteUInt16LittleEndian(key[8..], (ushort)height);
    }
}
