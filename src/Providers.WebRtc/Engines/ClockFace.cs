namespace Calling.Providers.WebRtc.Engines;

/// <summary>Minutes, seconds and tenths in seven segments, for test pictures.</summary>
internal static class ClockFace
{
    private const byte Black = 16;
    private const byte White = 235;

    // Bits 0 to 6: top, top right, bottom right, bottom, bottom left, top left, middle.
    private static ReadOnlySpan<byte> Segments => [0x3F, 0x06, 0x5B, 0x4F, 0x66, 0x6D, 0x7D, 0x07, 0x7F, 0x6F];

    /// <summary>Draws one time in the middle of the luma plane.</summary>
    /// <param name="pixels">An I420 picture.</param>
    /// <param name="stride">Bytes from one row of luma to the next.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="tenths">Tenths of a second.</param>
    internal static void Draw(Span<byte> pixels, int stride, int width, int height, ulong tenths)
    {
        // Five digits of 4 by 7 cells with a gap of one, and two wider gaps.
        var cell = Math.Min(width / 30, height / 11);
        if (cell == 0)
        {
            return;
        }

        int left = (width - (27 * cell)) / 2, top = (height - (9 * cell)) / 2;
        Fill(pixels, stride, left, top, 27 * cell, 9 * cell, Black);
        var seconds = tenths / 10;
        Digit(pixels, stride, left + cell, top + cell, cell, seconds / 600 % 10);
        Digit(pixels, stride, left + (6 * cell), top + cell, cell, seconds / 60 % 10);
        Digit(pixels, stride, left + (12 * cell), top + cell, cell, seconds / 10 % 6);
        Digit(pixels, stride, left + (17 * cell), top + cell, cell, seconds % 10);
        Digit(pixels, stride, left + (22 * cell), top + cell, cell, tenths % 10);
    }

    private static void Digit(Span<byte> pixels, int stride, int x, int y, int cell, ulong digit)
    {
        int lit = Segments[(int)digit], wide = 4 * cell, tall = 4 * cell;
        Segment(pixels, stride, lit, 0, x, y, wide, cell);
        Segment(pixels, stride, lit, 1, x + (3 * cell), y, cell, tall);
        Segment(pixels, stride, lit, 2, x + (3 * cell), y + (3 * cell), cell, tall);
        Segment(pixels, stride, lit, 3, x, y + (6 * cell), wide, cell);
        Segment(pixels, stride, lit, 4, x, y + (3 * cell), cell, tall);
        Segment(pixels, stride, lit, 5, x, y, cell, tall);
        Segment(pixels, stride, lit, 6, x, y + (3 * cell), wide, cell);
    }

    private static void Segment(Span<byte> pixels, int stride, int lit, int bit, int x, int y, int w, int h)
    {
        if ((lit & (1 << bit)) != 0)
        {
            Fill(pixels, stride, x, y, w, h, White);
        }
    }

    private static void Fill(Span<byte> pixels, int stride, int x, int y, int w, int h, byte value)
    {
        for (var row = y; row < y + h; row++)
        {
            pixels.Slice((row * stride) + x, w).Fill(value);
        }
    }
}
