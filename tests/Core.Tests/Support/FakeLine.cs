using Calling.Media;
using Calling.Providers;

namespace Calling.Core.Tests.Support;

/// <summary>A line that does as a test says, and the media on it.</summary>
internal sealed class FakeLine(CallParty self, ICallLineObserver observer) : ICallLine, IMediaProvider
{
    public CallParty Self => self;

    public IMediaProvider Media => this;

    public ICallLineObserver Observer => observer;

    public int Disposed { get; private set; }

    public int SnapshotsAsked { get; private set; }

    public List<CallCommand> Sent { get; } = [];

    public List<FakeMedia> Opened { get; } = [];

    public Func<CallCommand, ValueTask<CommandResult>> Sending { get; set; } = _ => new(new CommandResult.Done());

    /// <summary>What happens while media is being made.</summary>
    public Action<FakeMedia> Making { get; set; } = _ => { };

    public ValueTask<CommandResult> SendAsync(CallCommand command, CancellationToken ct)
    {
        Sent.Add(command);
        return Sending(command);
    }

    public void RequestSnapshot() => SnapshotsAsked++;

    public IMediaSession OpenMedia(MediaPlan plan, IMediaObserver mediaObserver)
    {
        var media = new FakeMedia(plan, mediaObserver);
        Opened.Add(media);
        Making(media);
        return media;
    }

    public int Previews { get; private set; }

    public ValueTask<IAsyncDisposable> StartPreviewAsync(VideoSource source, IVideoSink sink, CancellationToken ct)
    {
        Previews++;
        return new(new FakeMedia(null!, null!));
    }

    public Task Leaving { get; set; } = Task.CompletedTask;

    public ValueTask DisposeAsync()
    {
        Disposed++;
        return new ValueTask(Leaving);
    }
}
