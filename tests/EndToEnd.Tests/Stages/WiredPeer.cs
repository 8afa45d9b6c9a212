using System.Text.Json;
using System.Threading.Channels;
using Calling.Media;
using Calling.Providers;
using Calling.Providers.WebRtc.GStreamer;
using Calling.Providers.WebRtc.PeerConnections;
using Calling.Signaling.Client;

namespace Calling.EndToEnd;

/// <summary>
/// A caller without Core and with a real engine: rings somebody, answers the offer that comes with the accept, and takes the media. Every
/// datagram of the callee passes its <see cref="Tap"/>.
/// </summary>
public sealed class WiredPeer : IPeerConnectionObserver, IVideoSink, IAsyncDisposable
{
    private readonly GStreamerPeerConnectionFactory _factory = new();
    private readonly Channel<PeerMessage> _messages = Channel.CreateUnbounded<PeerMessage>();
    private readonly IPeerConnection _connection;
    private JsonElement _label;
    private int _pictures;
    private Task _talking = Task.CompletedTask;

    private WiredPeer(RawPeer peer)
    {
        Peer = peer;
        _connection = _factory.CreatePeerConnection(new([], IceTransportPolicy.All, ["127.0.0.1"]), this);
        _connection.AddVideoSink(this);
        peer.Line.PeerMessageReceived += message => _messages.Writer.TryWrite(message);
    }

    public RawPeer Peer { get; }

    public WireTap Tap { get; } = new();

    public string CallId { get; private set; } = "";

    public CallParty Callee { get; private set; }

    /// <summary>Pictures that were decoded here.</summary>
    public int Pictures => Volatile.Read(ref _pictures);

    public static async Task<WiredPeer> CallAsync(WebRtcStage stage, string user, Person callee)
    {
        var wired = new WiredPeer(await stage.EnterRawAsync(user)) { Callee = new(callee.User, callee.Client.DeviceId!) };
        wired.CallId = await wired.Peer.PlaceAsync(callee.User);
        return wired;
    }

    /// <summary>Begins to behave like any other device: once the callee has accepted, media flows.</summary>
    public void Talk() => _talking = TalkAsync();

    public ValueTask<bool> SayAsync(string kind, object payload) =>
        Peer.Line.SendPeerAsync(CallId, Callee, kind, payload as string ?? JsonSerializer.Serialize(payload));

    public void OnIceCandidate(IceCandidate candidate)
    {
        if (Tap.Outward(candidate) is { } told)
        {
            _ = SayAsync("candidate", Labelled(new() { ["candidate"] = told.Candidate, ["sdpMid"] = told.SdpMid, ["sdpMLineIndex"] = told.SdpMLineIndex })).AsTask();
        }
    }

    public void OnStateChanged(PeerConnectionState state, string? reason)
    {
    }

    public void OnFrame(in VideoFrame frame) => Interlocked.Increment(ref _pictures);

    public async ValueTask DisposeAsync()
    {
        _messages.Writer.TryComplete();
        await _talking;
        await Peer.DisposeAsync();
        await _connection.DisposeAsync();
        await _factory.DisposeAsync();
        Tap.Dispose();
    }

    private async Task TalkAsync()
    {
        await foreach (var message in _messages.Reader.ReadAllAsync())
        {
            var payload = JsonDocument.Parse(message.Payload).RootElement;
            if (message.Kind == "description" && _label.ValueKind == JsonValueKind.Undefined)
            {
                // The first one; a flood may ask for it again and again.
                _label = payload;
                await _connection.SetRemoteDescriptionAsync(new(SdpType.Offer, payload.GetProperty("sdp").GetString()!), CancellationToken.None);
                var answer = await _connection.CreateAnswerAsync(CancellationToken.None);
                await SayAsync("description", Labelled(new() { ["type"] = "answer", ["sdp"] = answer.Sdp }));
            }
            else if (message.Kind == "candidate" && Tap.Inward(Candidate(payload)) is { } told)
            {
                await _connection.AddIceCandidateAsync(told, CancellationToken.None);
            }
        }
    }

    private static IceCandidate Candidate(JsonElement payload) => new(
        payload.GetProperty("candidate").GetString()!,
        payload.TryGetProperty("sdpMid", out var mid) ? mid.GetString() : null,
        payload.TryGetProperty("sdpMLineIndex", out var index) ? index.GetInt32() : 0);

    /// <summary>Says which connection it is about, as the callee's offer did.</summary>
    private Dictionary<string, object?> Labelled(Dictionary<string, object?> payload)
    {
        payload["session"] = "wired";
        payload["to"] = _label.GetProperty("session").GetString();
        payload["connection"] = _label.GetProperty("connection").GetInt32();
        return payload;
    }
}
