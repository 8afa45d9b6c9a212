using Calling.Media;

namespace Calling.Providers.WebRtc.Tests;

internal sealed class PictureSink(Action? seen = null) : IVideoSink
{
    public int Frames { get; private set; }

    public void OnFrame(in VideoFrame frame)
    {
        Frames++;
        seen?.Invoke();
    }
}

internal sealed class SoundSink : IAudioSink
{
    public void OnFrame(in AudioFrame frame)
    {
    }
}
