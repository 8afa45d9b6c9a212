using Calling.Media;

namespace Calling.Providers.Acs.Sdk;

/// <summary>Brings pictures to another size and layout, by the nearest pixel. Allocates nothing.</summary>
internal static class I420
{
    /// <summary>Writes a picture as I420 of another size.</summary>
    public static void Write(in VideoFrame from, Span<byte> y, int strideY, Span<byte> u, int strideU, Span<byte> v, int strideV, int width, int height)
    {
        if (from.Format == PixelFormat.I420)
        {
            Scale(from.Plane0, from.Stride0, from.Width, from.Height, y, strideY, width, height);
            Scale(from.Plane1, from.ChromaStride, from.ChromaWidth, from.ChromaHeight, u, strideU, (width + 1) / 2, (height + 1) / 2);
            Scale(from.Plane2, from.ChromaStride, from.ChromaWidth, from.ChromaHeight, v, strideV, (width + 1) / 2, (height + 1) / 2);
            return;
        }

        for (int row = 0; row < height; row++)
        {
            var pixels = from.Plane0[(row * from.Height / height * from.Stride0)..];
            for (int column = 0; column < width; column++)
            {
                var pixel = pixels.Slice(column * from.Width / width * 4, 3);
                int blue = pixel[0], green = pixel[1], red = pixel[2];
                y[(row * strideY) + column] = (byte)(((66 * red) + (129 * green) + (25 * blue) + 4_224) >> 8);
                if (row % 2 == 0 && column % 2 == 0)
                {
                    u[(row / 2 * strideU) + (column / 2)] = (byte)(((-38 * red) - (74 * green) + (112 * blue) + 32_896) >> 8);
                    v[(row / 2 * strideV) + (column / 2)] = (byte)(((112 * red) - (94 * green) - (18 * blue) + 32_896) >> 8);
                }
            }
        }
    }

    /// <summary>Parts interleaved colours (NV12) into two planes.</summary>
    public static void Part(ReadOnlySpan<byte> colours, int stride, Span<byte> u, Span<byte> v, int width, int height)
    {
        for (int row = 0; row < height; row++)
        {
            var line = colours[(row * stride)..];
            for (int column = 0; column < width; column++)
            {
                u[(row * width) + column] = line[2 * column];
                v[(row * width) + column] = line[(2 * column) + 1];
            }
        }
    }

    /// <summary>Puts red and blue in each other's place: RGBA is BGRA then.</summary>
    public static void SwapRedAndBlue(ReadOnlySpan<byte> from, int stride, Span<byte> to, int width, int height)
    {
        for (int row = 0; row < height; row++)
        {
            for (int column = 0; column < width; column++)
            {
                int at = (row * stride) + (column * 4), into = ((row * width) + column) * 4;
                (to[into], to[into + 1], to[into + 2], to[into + 3]) = (from[at + 2], from[at + 1], from[at], from[at + 3]);
            }
        }
    }

    private static void Scale(
        ReadOnlySpan<byte> from, int fromStride, int fromWidth, int fromHeight, Span<byte> to, int toStride, int width, int height)
    {
        for (int row = 0; row < height; row++)
        {
            var line = from.Slice(row * fromHeight / height * fromStride, fromWidth);
            var into = to.Slice(row * toStride, width);
            if (fromWidth == width)
            {
                line.CopyTo(into);
                continue;
            }

            for (int column = 0; column < width; column++)
            {
                into[column] = line[column * fromWidth / width];
            }
        }
    }
}
