using Azure.Communication.Calling.WindowsClient;

namespace Calling.Acs.Emulator;

/// <summary>A frame on its way.</summary>
internal sealed record Picture(IReadOnlyList<byte[]> Planes, VideoStreamFormat Format, long TimestampInTicks)
{
    private const int Width = 320;
    private const int Height = 180;

    private static readonly byte[][] s_planes =
        [Filled(Width * Height, 120), Filled(Width * Height / 4, 90), Filled(Width * Height / 4, 200)];

    /// <summary>What every emulated camera shows: one colour.</summary>
    public static Picture OfCamera() => new(s_planes, new VideoStreamFormat
    {
        Resolution = VideoStreamResolution.P180,
        PixelFormat = VideoStreamPixelFormat.I420,
        FramesPerSecond = 15,
        Stride1 = Width,
        Stride2 = Width / 2,
        Stride3 = Width / 2,
    }, 0);

    public static Picture From(RawVideoFrameBuffer frame, VideoStreamFormat format) =>
        new([.. frame.Buffers.Select(FrameMemory.Read)], frame.StreamFormat ?? format, frame.TimestampInTicks);

    public RawVideoFrameBuffer ToFrame() => new()
    {
        Buffers = [.. Planes.Select(plane => FrameMemory.Write(plane))],
        StreamFormat = Format,
        TimestampInTicks = TimestampInTicks,
    };

    private static byte[] Filled(int count, byte value)
    {
        var bytes = new byte[count];
        bytes.AsSpan().Fill(value);
        return bytes;
    }
}
