using Calling.Media;

namespace Calling.Tests;

/// <summary>An application that draws one colour, in any layout, every 30 ms until it is stopped.</summary>
internal sealed class PatchSource(PixelFormat format, int width, int height, int padding, (byte, byte, byte) colour) : IVideoFrameSource
{
    private int _running;

    internal int Running => Volatile.Read(ref _running);

    public IDisposable Start(IVideoSink sink)
    {
        Interlocked.Increment(ref _running);
        var timer = TimeProvider.System.CreateTimer(_ => Draw(sink), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(30));
        return new Stop(() =>
        {
            timer.Dispose();
            Interlocked.Decrement(ref _running);
        });
    }

    private void Draw(IVideoSink sink)
    {
        var (c0, c1, c2) = colour;
        if (format == PixelFormat.Bgra)
        {
            var stride = (width * 4) + padding;
            var pixels = new byte[(stride * (height - 1)) + (width * 4)];
            pixels.AsSpan().Fill(0xEE);
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++)
                {
                    (pixels[(y * stride) + (x * 4)], pixels[(y * stride) + (x * 4) + 1], pixels[(y * stride) + (x * 4) + 2], pixels[(y * stride) + (x * 4) + 3]) = (c0, c1, c2, 255);
                }
            }

            sink.OnFrame(VideoFrame.Bgra(width, height, pixels, stride, TimeSpan.Zero));
            return;
        }

        int chromaWidth = (width + 1) / 2, chromaHeight = (height + 1) / 2;
        sink.OnFrame(VideoFrame.I420(
            width, height, Plane(width, height, c0), width + padding, Plane(chromaWidth, chromaHeight, c1), Plane(chromaWidth, chromaHeight, c2),
            chromaWidth + padding, TimeSpan.Zero));
    }

    // The padding holds another colour, which must not be seen.
    private byte[] Plane(int w, int h, byte value)
    {
        var plane = new byte[((w + padding) * (h - 1)) + w];
        plane.AsSpan().Fill(7);
        for (var y = 0; y < h; y++)
        {
            plane.AsSpan(y * (w + padding), w).Fill(value);
        }

        return plane;
    }

    private sealed class Stop(Action action) : IDisposable
    {
        public void Dispose() => action();
    }
}
