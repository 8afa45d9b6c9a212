namespace Calling.Providers.Mock;

/// <summary>Paints moving colour bars and a running clock (minutes, seconds, hundredths) into an I420 picture.</summary>
internal sealed class TestPatternPainter(int width, int height, byte tint)
{
    // Three columns by five rows each, top row first, most significant bit left; then the colon.
    private static readonly ushort[] Glyphs =
    [
        0b111_101_101_101_111, 0b010_110_010_010_111, 0b111_001_111_100_111, 0b111_001_111_001_111, 0b101_101_111_001_001,
        0b111_100_111_001_111, 0b111_100_111_101_111, 0b111_001_010_010_010, 0b111_101_111_101_111, 0b111_101_111_001_111,
        0b000_010_000_010_000,
    ];

    private const int Colon = 10;

    public int Width => width;

    public int Height => height;

    public void Paint(Span<byte> pixels, long index, TimeSpan time)
    {
        int chromaWidth = (width + 1) / 2, chromaHeight = (height + 1) / 2, luma = width * height, chroma = chromaWidth * chromaHeight;
        var shift = (int)(index * 2 % width);
        Bars(pixels[..luma], width, height, shift, 64, 20);
        Bars(pixels.Slice(luma, chroma), chromaWidth, chromaHeight, shift / 2, tint, 32);
        Bars(pixels.Slice(luma + chroma, chroma), chromaWidth, chromaHeight, shift / 2, 255 - tint, -24);
        Clock(pixels[..luma], time);
    }

    private static void Bars(Span<byte> plane, int planeWidth, int planeHeight, int shift, int first, int step)
    {
        var row = plane[..planeWidth];
        for (var x = 0; x < planeWidth; x++)
        {
            row[x] = (byte)(first + ((x + shift) % planeWidth * 8 / planeWidth * step));
        }

        for (var y = 1; y < planeHeight; y++)
        {
            row.CopyTo(plane.Slice(y * planeWidth, planeWidth));
        }
    }

    private void Clock(Span<byte> luma, TimeSpan time)
    {
        var scale = width / 64;
        if (scale == 0 || height < 7 * scale)
        {
            return;
        }

        var hundredths = time.Milliseconds / 10;
        Span<int> digits =
        [
            (int)time.TotalMinutes / 10 % 10, (int)time.TotalMinutes % 10, Colon, time.Seconds / 10, time.Seconds % 10, Colon,
            hundredths / 10, hundredths % 10,
        ];
        for (var place = 0; place < digits.Length; place++)
        {
            Glyph(luma, Glyphs[digits[place]], (place * 4 * scale) + scale, scale, scale);
        }
    }

    private void Glyph(Span<byte> luma, int glyph, int left, int top, int scale)
    {
        for (var y = 0; y < 5 * scale; y++)
        {
            for (var x = 0; x < 3 * scale; x++)
            {
                var lit = (glyph >> (14 - (y / scale * 3) - (x / scale)) & 1) != 0;
                luma[((top + y) * width) + left + x] = lit ? (byte)235 : (byte)16;
            }
        }
    }
}
