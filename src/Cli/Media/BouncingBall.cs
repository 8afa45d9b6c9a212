using Calling.Media;

namespace Calling.Cli.Media;

/// <summary>Pictures that an application draws itself: a ball that bounces across a slowly changing sky.</summary>
internal sealed class BouncingBall(TimeProvider time) : IVideoFrameSource
{
    public const int Width = 320;
    public const int Height = 240;
    public const int FramesPerSecond = 15;

    private const int Radius = 28;

    /// <inheritdoc/>
    public IDisposable Start(IVideoSink sink) => new Showing(sink, time);

    /// <summary>Draws one picture.</summary>
    internal static void Draw(Span<byte> pixels, int index)
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

    private sealed class Showing : IDisposable
    {
        private readonly byte[] _pixels = new byte[VideoFrame.I420Size(Width, Height)];
        private readonly Lock _lock = new();
        private readonly IVideoSink _sink;
        private readonly ITimer _timer;
        private int _index;
        private bool _disposed;

        public Showing(IVideoSink sink, TimeProvider time)
        {
            _sink = sink;
            _timer = time.CreateTimer(
                static showing => ((Showing)showing!).Show(), this, TimeSpan.Zero, TimeSpan.FromSeconds(1.0 / FramesPerSecond));
        }

        public void Dispose()
        {
            Volatile.Write(ref _disposed, true);
            _timer.Dispose();
        }

        private void Show()
        {
            // A picture that is still on its way makes the next one too late, and nobody misses it.
            if (Volatile.Read(ref _disposed) || !_lock.TryEnter())
            {
                return;
            }

            try
            {
                Draw(_pixels, _index);
                _sink.OnFrame(VideoFrame.I420(Width, Height, _pixels, TimeSpan.FromSeconds((double)_index++ / FramesPerSecond)));
            }
            finally
            {
                _lock.Exit();
            }
        }
    }
}
