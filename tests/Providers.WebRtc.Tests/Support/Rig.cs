using System.Text.Json;
using Calling.Media;
using Calling.Providers.Mock;
using Calling.Providers.WebRtc.PeerConnections;
using Calling.Signaling.Client;
using Calling.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace Calling.Providers.WebRtc.Tests;

/// <summary>One call's media of alice's phone, on a fake engine and a fake line.</summary>
internal sealed class Rig : IMediaObserver, IPeerChannel
{
    public const string CallId = "c1";

    public static readonly CallParty Bob = new("bob", "phone");
    public static readonly CallParty Carol = new("carol", "phone");

    private readonly Lock _lock = new();
    private readonly List<MediaSignal> _signals = [];
    private readonly List<(CallParty To, string Kind, string Payload)> _sent = [];
    private WebRtcMediaSession? _session;

    public Rig(WebRtcOptions? options = null) => Provider = new(this, Engine, options ?? new(), World.Time, NullLogger.Instance);

    /// <summary>Whose clock the media has.</summary>
    public VirtualWorld World { get; } = new();

    public FakeEngine Engine { get; } = new();

    public WebRtcMediaProvider Provider { get; }

    public WebRtcMediaSession Session => _session ??= Open();

    public FakeConnection Connection => Engine.Connections.Single();

    public CallParty Self => new("alice", "phone");

    /// <summary>Called when the media says something.</summary>
    public Action<MediaSignal> Hearing { get; set; } = _ => { };

    /// <summary>Whether the line is up.</summary>
    public bool IsUp { get; set; } = true;

    /// <summary>Messages that found the line down.</summary>
    public int Refused => Volatile.Read(ref _refused);

    /// <summary>As whose media bob says the marks of <see cref="Settled"/>, and about which connection.</summary>
    public PeerLabel Mark { get; set; } = new();

    /// <summary>Takes what is sent to the other side; for two rigs in one test.</summary>
    public Action<string, string> Sending { get; set; } = (_, _) => { };

    public IReadOnlyList<MediaSignal> Signals
    {
        get
        {
            lock (_lock)
            {
                return [.. _signals];
            }
        }
    }

    /// <summary>The kinds of the messages that were sent, in order.</summary>
    public IReadOnlyList<string> Sent
    {
        get
        {
            lock (_lock)
            {
                return _sent.ConvertAll(s => s.Kind);
            }
        }
    }

    /// <summary>The descriptions that were sent, in order.</summary>
    public IReadOnlyList<SessionDescription> Descriptions =>
        [.. Messages.Where(m => m.Kind == "description").Select(m => PeerMessages.ReadDescription(m.Payload))];

    public IReadOnlyList<(CallParty To, string Kind, string Payload)> Messages
    {
        get
        {
            lock (_lock)
            {
                return [.. _sent];
            }
        }
    }

    public static MediaPlan Plan(MediaGrant? grant = null, string callId = CallId, TimeSpan? levels = null) => new(
        callId, new("alice", "phone"), CallMedia.Video, new AudioSource.Tone(), new VideoSource.TestPattern(), grant) { AudioLevelInterval = levels };

    public static CallMember Member(CallParty party, bool offers, bool camera = false) => new(party, new(true, camera), offers);

    public static string Json(IceCandidate candidate, PeerLabel? label = null) => PeerMessages.Write(candidate, label ?? new());

    public static string Json(SessionDescription description, PeerLabel? label = null) => PeerMessages.Write(description, label ?? new());

    public static string Candidate(int port, PeerLabel? label = null) =>
        Json(new IceCandidate($"candidate:1 1 udp 1 203.0.113.7 {port} typ host", "a", 0), label);

    public WebRtcMediaSession Open(MediaGrant? grant = null, TimeSpan? levels = null) =>
        _session = (WebRtcMediaSession)Provider.OpenMedia(Plan(grant, levels: levels), this);

    public Task Roster(params CallMember[] members) => Session.UpdateAsync(new(members), default).AsTask().Soon();

    /// <summary>A session with bob as its only member.</summary>
    public async Task<Rig> WithBob(bool offers)
    {
        await Roster(Member(Bob, offers));
        if (offers)
        {
            await Until.True(() => Sent.Count > 0);
        }

        return this;
    }

    public void Hear(string kind, string payload, CallParty? from = null, string callId = CallId) =>
        Provider.OnPeerMessage(new PeerMessage(callId, from ?? Bob, kind, payload));

    /// <summary>Waits until everything that bob said before was worked off: a mark goes through last.</summary>
    public async Task Settled()
    {
        int mark = Interlocked.Increment(ref _mark);
        Hear("candidate", Candidate(mark, Mark));
        await Until.True(() => Connection.Calls.Contains($"Candidate {mark}"));
    }

    public void OnMedia(MediaSignal signal)
    {
        lock (_lock)
        {
            _signals.Add(signal);
        }

        Hearing(signal);
    }

    public ValueTask<bool> SendAsync(string callId, CallParty to, string kind, string payload)
    {
        Assert.Equal(CallId, callId);
        Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(payload).RootElement.ValueKind);
        if (!IsUp)
        {
            Interlocked.Increment(ref _refused);
            return new(false);
        }

        lock (_lock)
        {
            _sent.Add((to, kind, payload));
        }

        Sending(kind, payload);
        return new(true);
    }

    private int _mark = 50_000;
    private int _refused;
}
