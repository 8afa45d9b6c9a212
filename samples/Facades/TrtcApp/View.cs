using Calling.Media;

namespace Calling.Samples.TrtcApp;

/// <summary>Where pictures would be drawn.</summary>
public sealed class View : IVideoSink
{
    public void OnFrame(in VideoFrame frame)
    {
    }
}
