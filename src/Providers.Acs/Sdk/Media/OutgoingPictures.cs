using System.Runtime.CompilerServices;
using Azure.Communication.Calling.WindowsClient;
using Calling.Media;
using Microsoft.Extensions.Logging;
using Windows.Foundation;

namespace Calling.Providers.Acs.Sdk;

/// <summary>The app's pictures on their way into the SDK. One at a time: what comes while one is being sent is dropped, as the sinks' contract says.</summary>
internal sealed class OutgoingPictures : IVideoSink, IDisposable
{
    private readonly Lock _lock = new();
    private readonly MediaCount _count;
    private readonly ILogger _logger;
    private RawVideoFrameBuffer? _frame;
    private MappedMemory[] _planes = [];
    private readonly Action _sent;
    private ValueTaskAwaiter _send;
    private bool _open;
    private bool _sending;
    private bool _disposed;

    public OutgoingPictures(MediaCount count, ILogger logger)
    {
        (_count, _logger, _sent) = (count, logger, Sent);
        Stream = new(new() { Formats = Formats });
    }

    /// <summary>Any size that an app has is brought to the one of these that the SDK asks for.</summary>
    public static IReadOnlyList<VideoStreamFormat> Formats =>
        [Format(VideoStreamResolution.P360), Format(VideoStreamResolution.P720), Format(VideoStreamResolution.P180)];

    public VirtualOutgoingVideoStream Stream { get; }

    /// <summary>In force when it returns: no picture is given to the SDK that comes later.</summary>
    public void SetOpen(bool open)
    {
        lock (_lock)
        {
            _open = open;
        }
    }

    /// <inheritdoc />
    public void OnFrame(in VideoFrame frame)
    {
        lock (_lock)
        {
            if (!_open || _sending || _disposed || Stream.State != VideoStreamState.Started || Stream.Format is not { Width: > 0, Height: > 0 } format)
            {
                return;
            }

            Fit(format);
            I420.Write(
                frame, _planes[0].Bytes, format.Width, _planes[1].Bytes, Chroma(format.Width), _planes[2].Bytes, Chroma(format.Width), format.Width, format.Height);
            _frame!.TimestampInTicks = Stream.TimestampInTicks;
            _sending = true;
        }

        Await(SendAsync(_frame!));
    }

    public void Dispose()
    {
        lock (_lock)
        {
            (_disposed, _open) = (true, false);
            if (!_sending)
            {
                Drop();
            }
        }
    }

    private void Await(ValueTask sending)
    {
        _send = sending.GetAwaiter();
        if (_send.IsCompleted)
        {
            Sent();
        }
        else
        {
            _send.UnsafeOnCompleted(_sent);
        }
    }

    /// <summary>Its state comes out of a pool, and goes back where its result is taken: a picture costs no allocation here.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask SendAsync(RawVideoFrameBuffer frame)
    {
        try
        {
            await Stream.SendRawVideoFrameAsync(frame);
            _count.Add(MediaKind.Video, isOutgoing: true, _planes[0].Bytes.Length + _planes[1].Bytes.Length + _planes[2].Bytes.Length);
        }
        catch (Exception e)
        {
            // It was stopped meanwhile, as a rule: this picture is lost.
            AcsLog.Lost(_logger, e);
        }
    }

    private void Sent()
    {
        _send.GetResult();
        lock (_lock)
        {
            _sending = false;
            if (_disposed)
            {
                Drop();
            }
        }
    }

    private void Fit(VideoStreamFormat format)
    {
        if (_frame?.StreamFormat is { } former && (former.Width, former.Height) == (format.Width, format.Height))
        {
            return;
        }

        Drop();
        int chroma = Chroma(format.Width) * Chroma(format.Height);
        MemoryBuffer[] buffers = [new((uint)(format.Width * format.Height)), new((uint)chroma), new((uint)chroma)];
        _planes = [.. buffers.Select(b => new MappedMemory(b))];
        _frame = new RawVideoFrameBuffer { Buffers = buffers, StreamFormat = format };
    }

    private void Drop()
    {
        foreach (var plane in _planes)
        {
            plane.Dispose();
        }

        _planes = [];
        _frame?.Dispose();
        _frame = null;
    }

    private static int Chroma(int pixels) => (pixels + 1) / 2;

    private static VideoStreamFormat Format(VideoStreamResolution size)
    {
        var format = new VideoStreamFormat { Resolution = size, PixelFormat = VideoStreamPixelFormat.I420, FramesPerSecond = 30 };
        (format.Stride1, format.Stride2, format.Stride3) = (format.Width, Chroma(format.Width), Chroma(format.Width));
        return format;
    }
}
