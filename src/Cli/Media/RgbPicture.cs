using Calling.Media;

namespace Calling.Cli.Media;

/// <summary>A picture that outlives its frame: 24 bits a pixel, red first, rows without padding.</summary>
internal sealed class RgbPicture
{
    public RgbPicture(int width, int height)
        : this(width, height, new byte[width * height * 3])
    {
    }

    public RgbPicture(int width, int height, byte[] pixels) => (Width, Height, Pixels) = (width, height, pixels);

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

    /// <summary>The same, no larger than so; each pixel is the nearest one.</summary>
    public RgbPicture Fit(int maxWidth, int maxHeight)
    {
        var scale = Math.Min(1.0, Math.Min((double)maxWidth / Width, (double)maxHeight / Height));
        var small = new RgbPicture(Math.Max(1, (int)(Width * scale)), Math.Max(1, (int)(Height * scale)));
        for (var y = 0; y < small.Height; y++)
        {
            for (var x = 0; x < small.Width; x++)
            {
                var from = (((y * Height / small.Height) * Width) + (x * Width / small.Width)) * 3;
                Pixels.AsSpan(from, 3).CopyTo(small.Pixels.AsSpan(((y * small.Width) + x) * 3));
            }
        }

        return small;
    }

    /// <summary>Puts another picture on this one; it has to fit.</summary>
    public void Put(int left, int top, RgbPicture picture)
    {
        for (var row = 0; row < picture.Height; row++)
        {
            picture.Pixels.AsSpan(row * picture.Width * 3, picture.Width * 3).CopyTo(Pixels.AsSpan((((top + row) * Width) + left) * 3));
        }
    }

    /// <summary>Writes a text in one shade of grey.</summary>
    public void Write(int left, int top, string text, int scale, byte shade) => TinyFont.Draw(
        text, scale, (x, y, pixels) => pixels.Slice((((top + y) * Width) + left + x) * 3, 3).Fill(shade), Pixels);

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
