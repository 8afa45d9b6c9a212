using Calling.Media;

namespace Calling.Cli.Media;

/// <summary>A picture that outlives its frame: 24 bits a pixel, red first, rows without padding.</summary>
internal sealed class RgbPicture
{
    private RgbPicture(int width, int height) => (Width, Height, Pixels) = (width, height, new byte[width * height * 3]);

    public int Width { get; }

    public int Height { get; }

    public byte[] Pixels { get; }

    /// <summary>Copies a frame, converted where it is not RGB.</summary>
    public static RgbPicture Of(in VideoFrame frame)
    {
        var picture = new RgbPicture(frame.Width, frame.Height);
        if (frame.Format == PixelFormat.Bgra)
        {
            picture.FromBgra(frame);
        }
        else
        {
            picture.FromI420(frame);
        }

        return picture;
    }

    private void FromBgra(in VideoFrame frame)
    {
        for (int y = 0, to = 0; y < Height; y++)
        {
            var row = frame.Plane0.Slice(y * frame.Stride0, Width * 4);
            for (var x = 0; x < row.Length; x += 4)
            {
                Pixels[to++] = row[x + 2];
                Pixels[to++] = row[x + 1];
                Pixels[to++] = row[x];
            }
        }
    }

    // BT.601, limited range (16 to 235), as VP8 carries it; coefficients times 256.
    private void FromI420(in VideoFrame frame)
    {
        for (int y = 0, to = 0; y < Height; y++)
        {
            var luma = frame.Plane0.Slice(y * frame.Stride0, Width);
            var blue = frame.Plane1.Slice(y / 2 * frame.ChromaStride, frame.ChromaWidth);
            var red = frame.Plane2.Slice(y / 2 * frame.ChromaStride, frame.ChromaWidth);
            for (var x = 0; x < Width; x++)
            {
                int c = 298 * (luma[x] - 16), d = blue[x / 2] - 128, e = red[x / 2] - 128;
                Pixels[to++] = Clamp(c + (409 * e));
                Pixels[to++] = Clamp(c - (100 * d) - (208 * e));
                Pixels[to++] = Clamp(c + (516 * d));
            }
        }
    }

    private static byte Clamp(int value) => (byte)Math.Clamp((value + 128) >> 8, 0, 255);
}
