using Calling.Media;

namespace Calling.Cli.Media;

/// <summary>Pictures that an application draws itself, one after the other.</summary>
internal abstract class DrawnSource(TimeProvider time) : IVideoFrameSource
{
    public const int Width = 320;
    public const int Height = 240;
    public const int FramesPerSecond = 15;

    /// <inheritdoc/>
    public IDisposable Start(IVideoSink sink) => new Showing(this, sink, time);

    /// <summary>Draws one picture.</summary>
    /// <param name="pixels">I420, without padding.</param>
    /// <param name="index">Which.</param>
    public abstract void Draw(Span<byte> pixels, int index);

    private sealed class Showing : IDisposable
    {
        private readonly byte[] _pixels = new byte[VideoFrame.I420Size(Width, Height)];
        private readonly Lock _lock = new();
        private readonly DrawnSource _source;
        private readonly IVideoSink _sink;
        private readonly ITimer _timer;
        private int _index;
        private bool _disposed;

        public Showing(DrawnSource source, IVideoSink sink, TimeProvider time)
        {
            (_source, _sink) = (source, sink);
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
                _source.Draw(_pixels, _index);
                _sink.OnFrame(VideoFrame.I420(Width, Height, _pixels, TimeSpan.FromSeconds((double)_index++ / FramesPerSecond)));
            }
            finally
            {
                _lock.Exit();
            }
        }
    }
}
