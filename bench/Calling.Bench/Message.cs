using System.Text.Json;
using Calling.Providers.WebRtc.PeerConnections;

namespace Calling.Bench;

/// <summary>A description or a candidate of one connection, as a line of text between the two processes.</summary>
internal sealed record Message(int Peer, SessionDescription? Description, IceCandidate? Candidate)
{
    public static Message Read(string line) => JsonSerializer.Deserialize<Message>(line)!;

    public string Write() => JsonSerializer.Serialize(this);
}
