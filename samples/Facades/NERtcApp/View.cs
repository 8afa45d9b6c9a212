using Calling.Media;

namespace Calling.Samples.NERtcApp;

/// <summary>Where pictures would be drawn.</summary>
public sealed class View : IVideoSink
{
    public void OnFrame(in VideoFrame frame)
    {
    }
}
