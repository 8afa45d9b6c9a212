namespace Calling.Acs.Emulator.Tests;

/// <summary>Sends frames of one value: 320 x 240, four bytes a pixel.</summary>
internal sealed class Lens
{
    private const int Bytes = 320 * 240 * 4;

    public VirtualOutgoingVideoStream Stream { get; } = new(new RawOutgoingVideoStreamOptions { Formats = [Format()] });

    public OutgoingVideoOptions Options => new() { Streams = [Stream] };

    public static VideoStreamFormat Format() => new()
    {
        Resolution = VideoStreamResolution.Qvga,
        PixelFormat = VideoStreamPixelFormat.Rgba,
        FramesPerSecond = 15,
        Stride1 = 320 * 4,
    };

    public async Task ShowAsync(byte value)
    {
        var bytes = new byte[Bytes];
        bytes.AsSpan().Fill(value);
        using var frame = new RawVideoFrameBuffer { Buffers = [FrameMemory.Write(bytes)], StreamFormat = Stream.Format, TimestampInTicks = value };
        await Stream.SendRawVideoFrameAsync(frame).Soon();
    }
}
