using Calling.Media;

namespace Calling.Tests;

/// <summary>Pictures that an app makes: small, grey and moving.</summary>
internal sealed class PatternFrames(int width = 320, int height = 180, int framesPerSecond = 15) : IVideoFrameSource
{
    public IDisposable Start(IVideoSink sink)
    {
        byte[] pixels = new byte[VideoFrame.I420Size(width, height)];
        return new Paced(TimeSpan.FromSeconds(1.0 / framesPerSecond), number =>
        {
            pixels.AsSpan().Fill((byte)(16 + (number % 200)));
            sink.OnFrame(VideoFrame.I420(width, height, pixels, TimeSpan.FromSeconds((double)number / framesPerSecond)));
        });
    }
}
