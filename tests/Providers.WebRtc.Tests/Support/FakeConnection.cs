using Calling.Media;
using Calling.Providers.WebRtc.PeerConnections;

namespace Calling.Providers.WebRtc.Tests;

internal sealed class FakeConnection(FakeEngine engine, PeerConnectionConfiguration configuration, IPeerConnectionObserver observer) : IPeerConnection
{
    private readonly Lock _lock = new();
    private readonly List<string> _calls = [];
    private readonly List<IVideoSink> _videoSinks = [];
    private readonly List<IAudioSink> _audioSinks = [];

    public PeerConnectionConfiguration Configuration => configuration;

    public PeerConnectionState State { get; private set; }

    public int Disposals { get; private set; }

    /// <summary>How long closing takes.</summary>
    public Task Closing { get; set; } = Task.CompletedTask;

    public Dictionary<MediaKind, ILocalTrack?> Tracks { get; } = [];

    public IReadOnlyList<IAudioSink> AudioSinks => Copy(_audioSinks);

    public IReadOnlyList<IVideoSink> VideoSinks => Copy(_videoSinks);

    /// <summary>What it was told, in order.</summary>
    public IReadOnlyList<string> Calls => Copy(_calls);

    public Task<SessionDescription> CreateOfferAsync(CancellationToken ct) => Describe("CreateOffer", Texts.Offer, ct);

    public Task<SessionDescription> CreateAnswerAsync(CancellationToken ct) => Describe("CreateAnswer", Texts.Answer, ct);

    public async Task SetRemoteDescriptionAsync(SessionDescription description, CancellationToken ct)
    {
        Note($"SetRemote {description.Type}", "SetRemote");
        await engine.Working("SetRemote", ct);
    }

    public async Task AddIceCandidateAsync(IceCandidate candidate, CancellationToken ct)
    {
        Note($"Candidate {candidate.Candidate.Split(' ')[5]}", "AddIceCandidate");
        await engine.Working("AddIceCandidate", ct);
    }

    public void SetTrack(MediaKind kind, ILocalTrack? track)
    {
        engine.Calling("SetTrack");
        Tracks[kind] = track;
    }

    public IDisposable AddVideoSink(IVideoSink sink) => Add(_videoSinks, sink, "AddVideoSink");

    public IDisposable AddAudioSink(IAudioSink sink) => Add(_audioSinks, sink, "AddAudioSink");

    public async ValueTask<PeerConnectionStats> GetStatsAsync(CancellationToken ct)
    {
        engine.Calling("GetStats");
        await engine.Working("GetStats", ct);
        engine.Measured++;
        return new(engine.RoundTripTime, engine.Streams);
    }

    public ValueTask DisposeAsync()
    {
        engine.Calling("Connection.Dispose");
        Disposals++;
        State = PeerConnectionState.Closed;
        return new(Closing);
    }

    public void Become(PeerConnectionState state, string? reason = null)
    {
        State = state;
        observer.OnStateChanged(state, reason);
    }

    public void Found(string candidate) => observer.OnIceCandidate(new(candidate, "a", 0));

    public void Picture()
    {
        foreach (var sink in VideoSinks)
        {
            sink.OnFrame(VideoFrame.I420(2, 2, new byte[6], TimeSpan.Zero));
        }
    }

    /// <summary>Ten milliseconds of sound.</summary>
    public void Sound(short sample)
    {
        foreach (var sink in AudioSinks)
        {
            sink.OnFrame(new AudioFrame(Enumerable.Repeat(sample, 480).ToArray(), 48_000, 1, TimeSpan.Zero));
        }
    }

    private async Task<SessionDescription> Describe(string name, SessionDescription description, CancellationToken ct)
    {
        Note(name, name);
        await engine.Working(name, ct);
        return description;
    }

    private Detachment Add<T>(List<T> sinks, T sink, string name)
    {
        engine.Calling(name);
        lock (_lock)
        {
            sinks.Add(sink);
        }

        return new(() =>
        {
            engine.Calling("Detach");
            lock (_lock)
            {
                sinks.Remove(sink);
            }
        });
    }

    private void Note(string call, string name)
    {
        lock (_lock)
        {
            _calls.Add(call);
        }

        engine.Calling(name);
    }

    private List<T> Copy<T>(List<T> list)
    {
        lock (_lock)
        {
            return [.. list];
        }
    }
}
