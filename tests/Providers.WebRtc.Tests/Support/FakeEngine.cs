using Calling.Media;
using Calling.Providers.WebRtc.PeerConnections;

namespace Calling.Providers.WebRtc.Tests;

/// <summary>An engine that writes down what it is told, and fails or waits where a test says so.</summary>
internal sealed class FakeEngine : IPeerConnectionFactory
{
    private readonly Lock _lock = new();
    private readonly List<FakeConnection> _connections = [];

    public string Name => "Fake";

    public IReadOnlyList<FakeConnection> Connections
    {
        get
        {
            lock (_lock)
            {
                return [.. _connections];
            }
        }
    }

    public List<FakeTrack> Tracks { get; } = [];

    /// <summary>Called with the name of each member before it acts.</summary>
    public Action<string> Calling { get; set; } = _ => { };

    /// <summary>Awaited by members that are asynchronous.</summary>
    public Func<string, CancellationToken, Task> Working { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>What every connection has counted.</summary>
    public IReadOnlyList<StreamStats> Streams { get; set; } = [];

    public TimeSpan? RoundTripTime { get; set; } = TimeSpan.FromMilliseconds(20);

    /// <summary>How often a connection was measured.</summary>
    public int Measured { get; set; }

    public int WarmUps { get; private set; }

    public int Disposals { get; private set; }

    public FakeTrack Audio => Tracks.Single(t => t.Kind == MediaKind.Audio);

    public FakeTrack Video => Tracks.Single(t => t.Kind == MediaKind.Video);

    public async ValueTask WarmUpAsync(CancellationToken ct)
    {
        WarmUps++;
        Calling("WarmUp");
        await Working("WarmUp", ct);
    }

    public IPeerConnection CreatePeerConnection(PeerConnectionConfiguration configuration, IPeerConnectionObserver observer)
    {
        Calling("CreatePeerConnection");
        var connection = new FakeConnection(this, configuration, observer);
        lock (_lock)
        {
            _connections.Add(connection);
        }

        return connection;
    }

    public ILocalTrack CreateAudioTrack(AudioSource source, ILocalTrackObserver observer) => Track(MediaKind.Audio, observer);

    public ILocalTrack CreateVideoTrack(VideoSource source, ILocalTrackObserver observer) => Track(MediaKind.Video, observer);

    public ValueTask DisposeAsync()
    {
        Disposals++;
        return ValueTask.CompletedTask;
    }

    private FakeTrack Track(MediaKind kind, ILocalTrackObserver observer)
    {
        Calling($"Create{kind}Track");
        var track = new FakeTrack(this, kind, observer);
        Tracks.Add(track);
        return track;
    }
}
