using Calling.Media;
using Calling.Providers;

namespace Calling.Core.Tests.Support;

/// <summary>A call's media that writes down what it is told.</summary>
internal sealed class FakeMedia(MediaPlan plan, IMediaObserver observer) : IMediaSession
{
    public MediaPlan Plan => plan;

    public IMediaObserver Observer => observer;

    public List<string> Steps { get; } = [];

    public List<(MediaKind Kind, bool Open)> Gates { get; } = [];

    public bool Microphone { get; private set; }

    public bool Camera { get; private set; }

    public int Disposed { get; private set; }

    public Func<string, CancellationToken, Task> Working { get; set; } = (_, _) => Task.CompletedTask;

    public Dictionary<string, IVideoSink> VideoSinks { get; } = [];

    public ValueTask PrepareAsync(CancellationToken ct) => Step("prepare", ct);

    public ValueTask StartAsync(CancellationToken ct) => Step("start", ct);

    public ValueTask UpdateAsync(MediaRoster roster, CancellationToken ct) => Step($"update {roster.Members.Count}", ct);

    public void SetGate(MediaKind kind, bool open)
    {
        Gates.Add((kind, open));
        if (kind == MediaKind.Audio)
        {
            Microphone = open;
        }
        else
        {
            Camera = open;
        }
    }

    public IDisposable AddVideoSink(string userId, IVideoSink sink)
    {
        VideoSinks[userId] = sink;
        return new Detach(() => VideoSinks.Remove(userId));
    }

    public IDisposable AddAudioSink(string userId, IAudioSink sink) => new Detach(() => { });

    public ValueTask<IReadOnlyList<MediaStats>> GetStatsAsync(CancellationToken ct) => new([new MediaStats("bob", null, [])]);

    public ValueTask DisposeAsync()
    {
        Disposed++;
        return ValueTask.CompletedTask;
    }

    private ValueTask Step(string name, CancellationToken ct)
    {
        Steps.Add(name);
        return new ValueTask(Working(name, ct));
    }

    private sealed class Detach(Action detach) : IDisposable
    {
        public void Dispose() => detach();
    }
}
