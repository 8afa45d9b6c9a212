using Calling.Media;

namespace Calling.Providers.WebRtc.SipSorcery.Codecs;

/// <summary>A picture of its own memory: I420 without gaps, and padded to whole macroblocks, which is all that the encoder takes.</summary>
/// <param name="width">Pixels.</param>
/// <param name="height">Pixels.</param>
internal sealed class Picture(int width, int height)
{
    internal int Width => width;

    internal int Height => height;

    internal int PaddedWidth { get; } = (width + 15) & ~15;

    internal int PaddedHeight { get; } = (height + 15) & ~15;

    /// <summary>Y, U and V of the padded size.</summary>
    internal byte[] Pixels { get; } = new byte[((width + 15) & ~15) * ((height + 15) & ~15) * 3 / 2];

    internal Span<byte> Plane(int plane)
    {
        int luma = PaddedWidth * PaddedHeight, chroma = luma / 4;
        return plane == 0 ? Pixels.AsSpan(0, luma) : Pixels.AsSpan(luma + ((plane - 1) * chroma), chroma);
    }

    /// <summary>Copies a borrowed picture of this size.</summary>
    internal void Take(in VideoFrame frame)
    {
        if (frame.Format == PixelFormat.I420)
        {
            Copy(frame.Plane0, frame.Stride0, Plane(0), PaddedWidth, frame.Width, frame.Height);
            Copy(frame.Plane1, frame.ChromaStride, Plane(1), PaddedWidth / 2, frame.ChromaWidth, frame.ChromaHeight);
            Copy(frame.Plane2, frame.ChromaStride, Plane(2), PaddedWidth / 2, frame.ChromaWidth, frame.ChromaHeight);
        }
        else
        {
            Bgra.Convert(in frame, this);
        }

        Pad();
    }

    /// <summary>Repeats the last column and row into the padding, so that it costs next to nothing to encode.</summary>
    internal void Pad()
    {
        Pad(Plane(0), PaddedWidth, width, height);
        Pad(Plane(1), PaddedWidth / 2, (width + 1) / 2, (height + 1) / 2);
        Pad(Plane(2), PaddedWidth / 2, (width + 1) / 2, (height + 1) / 2);
    }

    /// <summary>The picture as a frame that may be read while this lives.</summary>
    internal VideoFrame AsFrame(TimeSpan time)
        => VideoFrame.I420(width, height, Plane(0), PaddedWidth, Plane(1), Plane(2), PaddedWidth / 2, time);

    private static void Copy(ReadOnlySpan<byte> from, int stride, Span<byte> to, int toStride, int w, int h)
    {
        for (var row = 0; row < h; row++)
        {
            from.Slice(row * stride, w).CopyTo(to[(row * toStride)..]);
        }
    }

    private static void Pad(Span<byte> plane, int stride, int w, int h)
    {
        if (w < stride)
        {
            for (var row = 0; row < h; row++)
            {
                plane.Slice((row * stride) + w, stride - w).Fill(plane[(row * stride) + w - 1]);
            }
        }

        var last = plane.Slice((h - 1) * stride, stride);
        for (var row = h; row < plane.Length / stride; row++)
        {
            last.CopyTo(plane[(row * stride)..]);
        }
    }
}
