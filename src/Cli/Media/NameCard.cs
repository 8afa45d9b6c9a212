namespace Calling.Cli.Media;

/// <summary>A name on a colour of its own, with a bar that moves below it: whoever sees it knows whom, and that it lives.</summary>
internal sealed class NameCard(string name, int number, TimeProvider time) : DrawnSource(time)
{
    private const int Scale = 6;
    private const int BarHeight = 12;
    private const int BarWidth = 40;

    // Colours as far apart as video carries them: blue and red difference, around 128.
    private static readonly (byte Blue, byte Red)[] s_colours =
        [(200, 90), (70, 190), (80, 80), (190, 180), (60, 130), (128, 60), (210, 130), (128, 210), (128, 128)];

    /// <inheritdoc/>
    public override void Draw(Span<byte> pixels, int index)
    {
        const int Luma = Width * Height, Chroma = Luma / 4;
        var (blue, red) = s_colours[number % s_colours.Length];
        var luma = pixels[..Luma];
        luma.Fill(90);
        pixels.Slice(Luma, Chroma).Fill(blue);
        pixels.Slice(Luma + Chroma, Chroma).Fill(red);
        var left = (Width - (TinyFont.WidthOf(name) * Scale)) / 2;
        TinyFont.Draw(name, Scale, (x, y, picture) => picture[((y + 90) * Width) + x + left] = 235, luma);
        var bar = index * 4 % (Width - BarWidth);
        for (var row = Height - (2 * BarHeight); row < Height - BarHeight; row++)
        {
            luma.Slice((row * Width) + bar, BarWidth).Fill(200);
        }
    }
}
