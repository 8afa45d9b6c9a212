namespace Calling.Cli.Media;

/// <summary>Pictures that an application draws itself: a ball that bounces across a slowly changing sky.</summary>
internal sealed class BouncingBall(TimeProvider time) : DrawnSource(time)
{
    private const int Radius = 28;

    /// <inheritdoc/>
    public override void Draw(Span<byte> pixels, int index)
    {
        const int Luma = Width * Height, Chroma = Luma / 4;
        int x = Bounce(index * 6, Width), y = Bounce(index * 5, Height);
        for (var row = 0; row < Height; row++)
        {
            pixels.Slice(row * Width, Width).Fill((byte)(60 + (row / 2)));
        }

        pixels.Slice(Luma, Chroma).Fill((byte)(150 + (20 * Math.Sin(index / 20.0))));
        pixels.Slice(Luma + Chroma, Chroma).Fill(110);
        Disc(pixels[..Luma], Width, x, y, Radius, 190);
        Disc(pixels.Slice(Luma, Chroma), Width / 2, x / 2, y / 2, Radius / 2, 40);
        Disc(pixels.Slice(Luma + Chroma, Chroma), Width / 2, x / 2, y / 2, Radius / 2, 180);
    }

    // Back and forth between the edges.
    private static int Bounce(int way, int size)
    {
        var room = size - (2 * Radius);
        var at = way % (2 * room);
        return Radius + (at < room ? at : (2 * room) - at);
    }

    private static void Disc(Span<byte> plane, int width, int x, int y, int radius, byte value)
    {
        for (var row = -radius; row < radius; row++)
        {
            var half = (int)Math.Sqrt((radius * radius) - (row * row));
            plane.Slice(((y + row) * width) + x - half, 2 * half).Fill(value);
        }
    }
}
