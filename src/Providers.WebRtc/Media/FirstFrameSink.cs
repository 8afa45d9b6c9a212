using Calling.Media;

namespace Calling.Providers.WebRtc;

/// <summary>Notices the first picture of a peer, and the first after its camera was off (rule CALL-091).</summary>
internal sealed class FirstFrameSink(Action seen) : IVideoSink
{
    private int _armed = 1;

    public void Arm() => Volatile.Write(ref _armed, 1);

    public void OnFrame(in VideoFrame frame)
    {
        if (Volatile.Read(ref _armed) == 1 && Interlocked.Exchange(ref _armed, 0) == 1)
        {
            seen();
        }
    }
}
