using System.Collections.Concurrent;
using Calling.Media;
using Calling.Providers;

namespace Calling.Conformance.SelfTest;

/// <summary>A signed-in device's line with the sabotage in it: every command and every signal goes through its hands.</summary>
internal sealed class Device(Sabotage sabotage, IReadOnlyCollection<Device> everybody, CallRuntime runtime, ICallLineObserver observer)
    : ICallLine, ICallLineObserver
{
    private readonly ConcurrentStack<IAsyncDisposable> _opened = new();
    private ICallLine? _inner;

    /// <summary>What a sabotage remembers of this device.</summary>
    public HashSet<string> Notes { get; } = [];

    /// <summary>All devices that have signed in, oldest first.</summary>
    public IEnumerable<Device> Everybody => everybody;

    /// <summary>All other devices that have signed in.</summary>
    public IEnumerable<Device> Others => everybody.Where(device => device != this);

    /// <inheritdoc/>
    public CallParty Self => Inner.Self;

    /// <inheritdoc/>
    public IMediaProvider Media { get; private set; } = null!;

    private ICallLine Inner => _inner ?? throw new InvalidOperationException("The device is not signed in yet.");

    /// <summary>The line is there.</summary>
    /// <param name="inner">The sound one.</param>
    public void Connected(ICallLine inner) => (_inner, Media) = (inner, new BentMediaProvider(inner.Media, sabotage));

    /// <summary>Sends a command as a sound line does.</summary>
    /// <param name="command">The command.</param>
    public ValueTask<CommandResult> PassAsync(CallCommand command) => Inner.SendAsync(command, CancellationToken.None);

    /// <summary>Tells the client.</summary>
    /// <param name="signal">What.</param>
    public void Tell(LineSignal signal) => observer.OnSignal(signal);

    /// <summary>Reads records as a sound line does.</summary>
    /// <param name="query">Which.</param>
    public ValueTask<CallRecordPage> ReadAsync(CallRecordQuery query) => Inner.ReadRecordsAsync(query, CancellationToken.None);

    /// <summary>Acts later, by the clock of the world.</summary>
    /// <param name="after">How much later.</param>
    /// <param name="act">What to do.</param>
    public void Later(TimeSpan after, Action act) => runtime.Time.CreateTimer(_ => act(), null, after, Timeout.InfiniteTimeSpan);

    /// <summary>Sends sound and pictures to another device, whatever the client says.</summary>
    /// <param name="callId">In which call.</param>
    /// <param name="to">To whom.</param>
    public async Task SendMediaAsync(string callId, CallParty to)
    {
        var media = Inner.Media.OpenMedia(
            new MediaPlan(callId, Self, CallMedia.Video, new AudioSource.Tone(), new VideoSource.TestPattern(), null), new Deaf());
        _opened.Push(media);
        await media.PrepareAsync(CancellationToken.None);
        await media.StartAsync(CancellationToken.None);
        await media.UpdateAsync(new MediaRoster([new CallMember(to, new(true, true), Self.GetHashCode() > to.GetHashCode())]), CancellationToken.None);
        media.SetGate(MediaKind.Audio, true);
        media.SetGate(MediaKind.Video, true);
    }

    /// <inheritdoc/>
    public void OnSignal(LineSignal signal) => sabotage.Signal(this, signal);

    /// <inheritdoc/>
    public ValueTask<CommandResult> SendAsync(CallCommand command, CancellationToken ct) => sabotage.Command(this, command);

    /// <inheritdoc/>
    public ValueTask RenewAsync(string token, CancellationToken ct) => Inner.RenewAsync(token, ct);

    /// <inheritdoc/>
    public ValueTask<CallRecordPage> ReadRecordsAsync(CallRecordQuery query, CancellationToken ct) => sabotage.Records(this, query);

    /// <inheritdoc/>
    public void RequestSnapshot() => Inner.RequestSnapshot();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        while (_opened.TryPop(out var opened))
        {
            await opened.DisposeAsync();
        }

        await Inner.DisposeAsync();
    }

    private sealed class Deaf : IMediaObserver
    {
        public void OnMedia(MediaSignal signal)
        {
        }
    }
}
