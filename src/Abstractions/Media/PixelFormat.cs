namespace Calling.Media;

/// <summary>How the pixels of a <see cref="VideoFrame"/> are laid out in memory.</summary>
public enum PixelFormat
{
    /// <summary>Planar YUV 4:2:0, 8 bits: a full-size Y plane, then U and V at half width and half height, rounded up.</summary>
    I420,

    /// <summary>Packed 32 bits a pixel, bytes in the order blue, green, red, alpha; one plane.</summary>
    Bgra,
}
