using Calling.Media;
using Calling.Providers;

namespace Calling.Conformance.SelfTest;

/// <summary>Media that do some things in another way; what is not set is as it was.</summary>
internal sealed class BentMedia(IMediaSession inner) : IMediaSession
{
    public Func<CameraFacing, ValueTask> Camera { get; init; } = facing => inner.SwitchCameraAsync(facing, CancellationToken.None);

    public Func<AudioRoute, ValueTask> Route { get; init; } = route => inner.SetAudioRouteAsync(route, CancellationToken.None);

    public Func<Task> Start { get; init; } = () => inner.StartAsync(CancellationToken.None).AsTask();

    public Func<MediaRoster, Task> Update { get; init; } = roster => inner.UpdateAsync(roster, CancellationToken.None).AsTask();

    public Action<MediaKind, bool> Gate { get; init; } = inner.SetGate;

    public Func<string, IAudioSink, IDisposable> AudioSink { get; init; } = inner.AddAudioSink;

    public Func<ValueTask> Close { get; init; } = inner.DisposeAsync;

    public ValueTask PrepareAsync(CancellationToken ct) => inner.PrepareAsync(ct);

    public ValueTask StartAsync(CancellationToken ct) => new(Start());

    public ValueTask UpdateAsync(MediaRoster roster, CancellationToken ct) => new(Update(roster));

    public void SetGate(MediaKind kind, bool open) => Gate(kind, open);

    public IDisposable AddVideoSink(string userId, IVideoSink sink) => inner.AddVideoSink(userId, sink);

    public IDisposable AddAudioSink(string userId, IAudioSink sink) => AudioSink(userId, sink);

    public ValueTask SwitchCameraAsync(CameraFacing facing, CancellationToken ct) => Camera(facing);

    public ValueTask SetAudioRouteAsync(AudioRoute route, CancellationToken ct) => Route(route);

    public ValueTask<IReadOnlyList<MediaStats>> GetStatsAsync(CancellationToken ct) => inner.GetStatsAsync(ct);

    public ValueTask DisposeAsync() => Close();
}
