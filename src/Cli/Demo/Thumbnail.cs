using Calling.Cli.Media;

namespace Calling.Cli.Demo;

/// <summary>A small picture on its way from one process to another.</summary>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Pixels">24 bits a pixel, red first.</param>
internal sealed record Thumbnail(int Width, int Height, byte[] Pixels)
{
    public const int MaxWidth = 160;
    public const int MaxHeight = 120;

    public static Thumbnail Of(RgbPicture picture)
    {
        var small = picture.Fit(MaxWidth, MaxHeight);
        return new(small.Width, small.Height, small.Pixels);
    }
}
