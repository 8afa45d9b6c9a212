using Calling.Media;

namespace Calling.Providers.WebRtc.SipSorcery.Codecs;

/// <summary>BGRA to I420 by BT.601, limited range, in integers.</summary>
internal static class Bgra
{
    internal static void Convert(in VideoFrame frame, Picture picture)
    {
        Span<byte> y = picture.Plane(0), u = picture.Plane(1), v = picture.Plane(2);
        int stride = picture.PaddedWidth, chroma = stride / 2;
        for (var row = 0; row < frame.Height; row++)
        {
            var line = frame.Plane0.Slice(row * frame.Stride0, frame.Width * 4);
            for (var x = 0; x < frame.Width; x++)
            {
                int b = line[x * 4], g = line[(x * 4) + 1], r = line[(x * 4) + 2];
                y[(row * stride) + x] = (byte)(((66 * r) + (129 * g) + (25 * b) + 4_224) >> 8);

                // One sample of four gives the colour: nobody sees the difference in a call.
                if (((row | x) & 1) == 0)
                {
                    var at = (row / 2 * chroma) + (x / 2);
                    u[at] = (byte)(((-38 * r) - (74 * g) + (112 * b) + 32_896) >> 8);
                    v[at] = (byte)(((112 * r) - (94 * g) - (18 * b) + 32_896) >> 8);
                }
            }
        }
    }
}
