using Calling.Media;
using Calling.Providers.WebRtc.Engines;
using Calling.Providers.WebRtc.SipSorcery.Codecs;

namespace Calling.Providers.WebRtc.SipSorcery.Capture;

/// <summary>Colour bars that move, with a running clock.</summary>
internal static class TestPicture
{
    private const int PixelsPerPicture = 2;

    // 75 % white, yellow, cyan, green, magenta, red, blue in YUV (BT.601).
    private static readonly (byte Y, byte U, byte V)[] s_bars =
        [(180, 128, 128), (162, 44, 142), (131, 156, 44), (112, 72, 58), (84, 184, 198), (65, 100, 212), (35, 212, 114)];

    /// <summary>Draws one into a picture of the pattern's size.</summary>
    internal static void Draw(VideoSource.TestPattern pattern, long number, Picture picture)
    {
        var shift = (int)(number * PixelsPerPicture % pattern.Width);
        Fill(picture.Plane(0), picture.PaddedWidth, pattern.Width, pattern.Height, shift, pattern.Width, bar => bar.Y);
        Fill(picture.Plane(1), picture.PaddedWidth / 2, pattern.Width / 2, pattern.Height / 2, shift / 2, pattern.Width / 2, bar => bar.U);
        Fill(picture.Plane(2), picture.PaddedWidth / 2, pattern.Width / 2, pattern.Height / 2, shift / 2, pattern.Width / 2, bar => bar.V);
        ClockFace.Draw(picture.Plane(0), picture.PaddedWidth, pattern.Width, pattern.Height, (ulong)(number * 10 / pattern.FramesPerSecond));
        picture.Pad();
    }

    private static void Fill(Span<byte> plane, int stride, int width, int height, int shift, int whole, Func<(byte Y, byte U, byte V), byte> channel)
    {
        var first = plane[..width];
        for (var x = 0; x < width; x++)
        {
            first[x] = channel(s_bars[(x + shift) % whole * s_bars.Length / whole]);
        }

        for (var row = 1; row < height; row++)
        {
            first.CopyTo(plane[(row * stride)..]);
        }
    }
}
