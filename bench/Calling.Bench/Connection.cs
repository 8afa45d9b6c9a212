using System.Threading.Channels;
using Calling.Media;
using Calling.Providers.WebRtc.PeerConnections;

namespace Calling.Bench;

/// <summary>One connection of either side: negotiated through lines of text, its media received and thrown away.</summary>
internal sealed class Connection : IPeerConnectionObserver, IVideoSink
{
    private readonly Channel<Message> _incoming = Channel.CreateUnbounded<Message>();
    private readonly TaskCompletionSource _flowing = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action<Message> _send;
    private readonly int _peer;
    private readonly IPeerConnection _connection;

    public Connection(IPeerConnectionFactory engine, int peer, ILocalTrack audio, ILocalTrack video, Action<Message> send)
    {
        (_peer, _send) = (peer, send);
        _connection = engine.CreatePeerConnection(new([], IceTransportPolicy.All, ["127.0.0.1"]), this);
        _connection.SetTrack(MediaKind.Audio, audio);
        _connection.SetTrack(MediaKind.Video, video);
        _connection.AddVideoSink(this);
        _ = ListenAsync();
    }

    /// <summary>Completes with the first picture.</summary>
    public Task Flowing => _flowing.Task;

    public void Take(Message message) => _incoming.Writer.TryWrite(message);

    public async Task OfferAsync() => _send(new(_peer, await _connection.CreateOfferAsync(default), null));

    public void OnIceCandidate(IceCandidate candidate) => _send(new(_peer, null, candidate));

    public void OnStateChanged(PeerConnectionState state, string? reason)
    {
        if (state == PeerConnectionState.Failed)
        {
            _flowing.TrySetException(new InvalidOperationException($"Connection {_peer} failed: {reason}"));
        }
    }

    public void OnFrame(in VideoFrame frame) => _flowing.TrySetResult();

    private async Task ListenAsync()
    {
        try
        {
            await foreach (var message in _incoming.Reader.ReadAllAsync())
            {
                if (message.Candidate is { } candidate)
                {
                    await _connection.AddIceCandidateAsync(candidate, default);
                }
                else if (message.Description is { } description)
                {
                    await _connection.SetRemoteDescriptionAsync(description, default);
                    if (description.Type == SdpType.Offer)
                    {
                        _send(new(_peer, await _connection.CreateAnswerAsync(default), null));
                    }
                }
            }
        }
        catch (Exception fault)
        {
            _flowing.TrySetException(fault);
        }
    }
}
