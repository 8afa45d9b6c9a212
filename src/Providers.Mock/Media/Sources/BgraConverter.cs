using Calling.Media;

namespace Calling.Providers.Mock;

/// <summary>BGRA to I420 by BT.601, studio range (Y 16 to 235), chroma averaged over two by two pixels.</summary>
internal static class BgraConverter
{
    public static void ToI420(in VideoFrame frame, Span<byte> i420)
    {
        int width = frame.Width, height = frame.Height, chromaWidth = (width + 1) / 2, chromaHeight = (height + 1) / 2;
        var luma = i420[..(width * height)];
        var u = i420.Slice(luma.Length, chromaWidth * chromaHeight);
        var v = i420.Slice(luma.Length + u.Length, u.Length);
        for (var y = 0; y < height; y++)
        {
            var row = frame.Plane0.Slice(y * frame.Stride0, width * 4);
            for (var x = 0; x < width; x++)
            {
                int b = row[x * 4], g = row[(x * 4) + 1], r = row[(x * 4) + 2];
                luma[(y * width) + x] = (byte)((((66 * r) + (129 * g) + (25 * b) + 128) >> 8) + 16);
            }
        }

        for (var y = 0; y < chromaHeight; y++)
        {
            for (var x = 0; x < chromaWidth; x++)
            {
                var (b, g, r) = Mean(frame, x * 2, y * 2);
                u[(y * chromaWidth) + x] = (byte)((((-38 * r) - (74 * g) + (112 * b) + 128) >> 8) + 128);
                v[(y * chromaWidth) + x] = (byte)((((112 * r) - (94 * g) - (18 * b) + 128) >> 8) + 128);
            }
        }
    }

    // At an odd edge the last pixel stands for its missing neighbour.
    private static (int B, int G, int R) Mean(in VideoFrame frame, int x, int y)
    {
        int right = Math.Min(x + 1, frame.Width - 1), below = Math.Min(y + 1, frame.Height - 1);
        int a = (y * frame.Stride0) + (x * 4), b = (y * frame.Stride0) + (right * 4);
        int c = (below * frame.Stride0) + (x * 4), d = (below * frame.Stride0) + (right * 4);
        var pixels = frame.Plane0;
        return (
            (pixels[a] + pixels[b] + pixels[c] + pixels[d] + 2) / 4,
            (pixels[a + 1] + pixels[b + 1] + pixels[c + 1] + pixels[d + 1] + 2) / 4,
            (pixels[a + 2] + pixels[b + 2] + pixels[c + 2] + pixels[d + 2] + 2) / 4);
    }
}
