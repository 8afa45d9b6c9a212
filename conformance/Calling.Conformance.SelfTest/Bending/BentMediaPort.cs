using Calling.Media;

namespace Calling.Conformance.SelfTest;

/// <summary>The media of a session whose pictures go another way.</summary>
internal sealed class BentMediaPort(ICallMedia inner, Func<string, IVideoSink, IDisposable> videoSink) : ICallMedia
{
    public IDisposable AddVideoSink(string userId, IVideoSink sink) => videoSink(userId, sink);

    public IDisposable AddAudioSink(string userId, IAudioSink sink) => inner.AddAudioSink(userId, sink);

    public ValueTask SwitchCameraAsync(CameraFacing facing, CancellationToken ct = default) => inner.SwitchCameraAsync(facing, ct);

    public ValueTask SetAudioRouteAsync(AudioRoute route, CancellationToken ct = default) => inner.SetAudioRouteAsync(route, ct);

    public ValueTask<IReadOnlyList<MediaStats>> GetStatsAsync(CancellationToken ct = default) => inner.GetStatsAsync(ct);
}
