namespace Calling.Media;

/// <summary>One picture, borrowed: its memory belongs to whoever raised it and may be read only until the sink returns.</summary>
/// <remarks>
/// A <c>ref struct</c>, so that no frame can be kept by accident and none costs an allocation. Copy what must outlive the call.
/// A stride is the distance in bytes between the starts of two rows; it is at least the row's own length.
/// </remarks>
public readonly ref struct VideoFrame
{
    private VideoFrame(PixelFormat format, int width, int height, TimeSpan timestamp)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        (Format, Width, Height, Timestamp) = (format, width, height, timestamp);
    }

    /// <summary>The layout of the planes.</summary>
    public PixelFormat Format { get; }

    /// <summary>Width in pixels, at least 1.</summary>
    public int Width { get; }

    /// <summary>Height in pixels, at least 1.</summary>
    public int Height { get; }

    /// <summary>When the picture was taken, on the stream's own clock: differences mean something, the origin does not.</summary>
    public TimeSpan Timestamp { get; }

    /// <summary>The Y plane (I420) or the pixels (BGRA).</summary>
    public ReadOnlySpan<byte> Plane0 { get; private init; }

    /// <summary>The U plane (I420); empty otherwise.</summary>
    public ReadOnlySpan<byte> Plane1 { get; private init; }

    /// <summary>The V plane (I420); empty otherwise.</summary>
    public ReadOnlySpan<byte> Plane2 { get; private init; }

    /// <summary>Bytes from one row of <see cref="Plane0"/> to the next.</summary>
    public int Stride0 { get; private init; }

    /// <summary>Bytes from one row of <see cref="Plane1"/> and <see cref="Plane2"/> to the next; 0 for BGRA.</summary>
    public int ChromaStride { get; private init; }

    /// <summary>Width of the U and V planes in samples; 0 for BGRA.</summary>
    public int ChromaWidth => Format == PixelFormat.I420 ? (Width + 1) / 2 : 0;

    /// <summary>Height of the U and V planes in rows; 0 for BGRA.</summary>
    public int ChromaHeight => Format == PixelFormat.I420 ? (Height + 1) / 2 : 0;

    /// <summary>Wraps three planes of an I420 picture.</summary>
    /// <param name="width">Pixels, at least 1.</param>
    /// <param name="height">Pixels, at least 1.</param>
    /// <param name="y">The luma plane.</param>
    /// <param name="strideY">Bytes a luma row.</param>
    /// <param name="u">The first chroma plane.</param>
    /// <param name="v">The second chroma plane.</param>
    /// <param name="chromaStride">Bytes a chroma row, of both planes.</param>
    /// <param name="timestamp">The picture's time.</param>
    /// <exception cref="ArgumentException">A plane is shorter than its size and stride ask.</exception>
    public static VideoFrame I420(
        int width, int height, ReadOnlySpan<byte> y, int strideY, ReadOnlySpan<byte> u, ReadOnlySpan<byte> v, int chromaStride, TimeSpan timestamp)
    {
        var frame = new VideoFrame(PixelFormat.I420, width, height, timestamp)
        {
            Plane0 = y, Plane1 = u, Plane2 = v, Stride0 = strideY, ChromaStride = chromaStride,
        };
        Require(y, width, height, strideY, nameof(y));
        Require(u, frame.ChromaWidth, frame.ChromaHeight, chromaStride, nameof(u));
        Require(v, frame.ChromaWidth, frame.ChromaHeight, chromaStride, nameof(v));
        return frame;
    }

    /// <summary>Wraps one contiguous I420 buffer without padding: Y, then U, then V.</summary>
    /// <param name="width">Pixels, at least 1.</param>
    /// <param name="height">Pixels, at least 1.</param>
    /// <param name="pixels">The three planes, one after the other.</param>
    /// <param name="timestamp">The picture's time.</param>
    /// <exception cref="ArgumentException">The buffer is shorter than <see cref="I420Size"/>.</exception>
    public static VideoFrame I420(int width, int height, ReadOnlySpan<byte> pixels, TimeSpan timestamp)
    {
        if (pixels.Length < I420Size(width, height))
        {
            throw new ArgumentException($"An I420 picture of {width}x{height} takes {I420Size(width, height)} bytes; {pixels.Length} were given.", nameof(pixels));
        }

        int chroma = (width + 1) / 2, luma = width * height, plane = chroma * ((height + 1) / 2);
        return I420(width, height, pixels[..luma], width, pixels.Slice(luma, plane), pixels.Slice(luma + plane, plane), chroma, timestamp);
    }

    /// <summary>Wraps a BGRA picture.</summary>
    /// <param name="width">Pixels, at least 1.</param>
    /// <param name="height">Pixels, at least 1.</param>
    /// <param name="pixels">The rows.</param>
    /// <param name="stride">Bytes a row, at least 4 times the width.</param>
    /// <param name="timestamp">The picture's time.</param>
    /// <exception cref="ArgumentException">The buffer is shorter than its size and stride ask.</exception>
    public static VideoFrame Bgra(int width, int height, ReadOnlySpan<byte> pixels, int stride, TimeSpan timestamp)
    {
        var frame = new VideoFrame(PixelFormat.Bgra, width, height, timestamp) { Plane0 = pixels, Stride0 = stride };
        Require(pixels, width * 4, height, stride, nameof(pixels));
        return frame;
    }

    /// <summary>Bytes of an I420 picture without padding.</summary>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    public static int I420Size(int width, int height) => (width * height) + (2 * ((width + 1) / 2) * ((height + 1) / 2));

    private static void Require(ReadOnlySpan<byte> plane, int rowBytes, int rows, int stride, string name)
    {
        // The last row may be cut short at its own length: many producers do not pad it.
        if (stride < rowBytes || plane.Length < ((long)stride * (rows - 1)) + rowBytes)
        {
            throw new ArgumentException($"{rows} rows of {rowBytes} bytes at stride {stride} do not fit into {plane.Length} bytes.", name);
        }
    }
}
