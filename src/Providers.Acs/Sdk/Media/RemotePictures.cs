using Azure.Communication.Calling.WindowsClient;
using Calling.Media;
using Microsoft.Extensions.Logging;

namespace Calling.Providers.Acs.Sdk;

/// <summary>One participant's pictures as they come out of the SDK, from its camera's going on to its going off.</summary>
internal sealed class RemotePictures : IDisposable
{
    private readonly RawIncomingVideoStream _stream;
    private readonly CallParty _party;
    private readonly SinkList<IVideoSink> _sinks;
    private readonly Action<CallParty> _first;
    private readonly MediaCount _count;
    private readonly ILogger _logger;
    private byte[] _converted = [];
    private bool _seen;
    private bool _over;

    public RemotePictures(
        RawIncomingVideoStream stream, CallParty party, SinkList<IVideoSink> sinks, Action<CallParty> first, MediaCount count, ILogger logger)
    {
        (_stream, _party, _sinks, _first, _count, _logger) = (stream, party, sinks, first, count, logger);
        stream.RawVideoFrameReceived += OnFrame;
        try
        {
            stream.Start();
        }
        catch (Exception)
        {
            stream.RawVideoFrameReceived -= OnFrame;
            throw;
        }
    }

    public RawIncomingVideoStream Stream => _stream;

    public CallParty Party => _party;

    public void Dispose()
    {
        _over = true;
        _stream.RawVideoFrameReceived -= OnFrame;
        try
        {
            _stream.Stop();
        }
        catch (Exception e)
        {
            // Its participant has left, as a rule.
            AcsLog.Lost(_logger, e);
        }
    }

    private void OnFrame(object? sender, RawVideoFrameReceivedEventArgs args)
    {
        try
        {
            using var frame = args.Frame;
            if (!_over && frame is RawVideoFrameBuffer { StreamFormat: { } format, Buffers: { Count: > 0 } buffers })
            {
                Take(buffers, format, TimeSpan.FromTicks(frame.TimestampInTicks));
            }
        }
        catch (Exception e)
        {
            AcsLog.Lost(_logger, e);
        }
    }

    private void Take(IReadOnlyList<Windows.Foundation.MemoryBuffer> buffers, VideoStreamFormat format, TimeSpan time)
    {
        int width = format.Width, height = format.Height, chroma = (width + 1) / 2, rows = (height + 1) / 2;
        using var first = new MappedMemory(buffers[0]);
        using var second = buffers.Count > 1 ? new MappedMemory(buffers[1]) : default;
        using var third = buffers.Count > 2 ? new MappedMemory(buffers[2]) : default;
        switch (format.PixelFormat)
        {
            case VideoStreamPixelFormat.I420 when buffers.Count > 2:
                Give(VideoFrame.I420(
                    width, height, first.Bytes, Or(format.Stride1, width), second.Bytes, third.Bytes, Or(format.Stride2, chroma), time));
                break;
            case VideoStreamPixelFormat.I420:
                Give(VideoFrame.I420(width, height, first.Bytes, time));
                break;
            case VideoStreamPixelFormat.Nv12:
                var colours = buffers.Count > 1 ? second.Bytes : first.Bytes[(Or(format.Stride1, width) * height)..];
                var planes = Room(2 * chroma * rows);
                I420.Part(colours, Or(format.Stride2, 2 * chroma), planes, planes[(chroma * rows)..], chroma, rows);
                Give(VideoFrame.I420(width, height, first.Bytes, Or(format.Stride1, width), planes, planes[(chroma * rows)..], chroma, time));
                break;
            case VideoStreamPixelFormat.Bgrx:
                Give(VideoFrame.Bgra(width, height, first.Bytes, Or(format.Stride1, 4 * width), time));
                break;
            case VideoStreamPixelFormat.Rgba or VideoStreamPixelFormat.Rgbx:
                var pixels = Room(4 * width * height);
                I420.SwapRedAndBlue(first.Bytes, Or(format.Stride1, 4 * width), pixels, width, height);
                Give(VideoFrame.Bgra(width, height, pixels, 4 * width, time));
                break;
        }
    }

    private void Give(in VideoFrame frame)
    {
        _count.Add(MediaKind.Video, isOutgoing: false, frame.Plane0.Length + frame.Plane1.Length + frame.Plane2.Length);
        if (!_seen)
        {
            _seen = true;
            _first(_party);
        }

        Delivery.Deliver(_sinks, _party.UserId, frame, _logger);
    }

    private Span<byte> Room(int bytes)
    {
        if (_converted.Length < bytes)
        {
            _converted = new byte[bytes];
        }

        return _converted.AsSpan(0, bytes);
    }

    private static int Or(int stride, int least) => stride >= least ? stride : least;
}
