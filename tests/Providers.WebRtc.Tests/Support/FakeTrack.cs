using Calling.Media;
using Calling.Providers.WebRtc.PeerConnections;

namespace Calling.Providers.WebRtc.Tests;

internal sealed class FakeTrack(FakeEngine engine, MediaKind kind, ILocalTrackObserver observer) : ILocalTrack
{
    public MediaKind Kind => kind;

    public bool IsOpen { get; private set; }

    public int Disposals { get; private set; }

    public List<IVideoSink> Previews { get; } = [];

    public void SetOpen(bool open)
    {
        engine.Calling($"{kind}.SetOpen({open})");
        IsOpen = open;
    }

    public IDisposable AddPreview(IVideoSink sink)
    {
        engine.Calling("AddPreview");
        Previews.Add(sink);
        return new Detachment(() => Previews.Remove(sink));
    }

    public List<IAudioSink> Monitors { get; } = [];

    public IDisposable AddMonitor(IAudioSink sink)
    {
        engine.Calling("AddMonitor");
        Monitors.Add(sink);
        return new Detachment(() => Monitors.Remove(sink));
    }

    public void Fail(string reason) => observer.OnTrackFailed(this, reason);

    public ValueTask DisposeAsync()
    {
        engine.Calling($"{kind}.Dispose");
        Disposals++;
        IsOpen = false;
        return ValueTask.CompletedTask;
    }
}
