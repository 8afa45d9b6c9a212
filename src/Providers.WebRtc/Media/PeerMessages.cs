using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Calling.Providers.WebRtc.PeerConnections;

namespace Calling.Providers.WebRtc;

/// <summary>The messages between peers, in the JSON of the W3C's <c>RTCSessionDescriptionInit</c> and <c>RTCIceCandidateInit</c>.</summary>
internal static class PeerMessages
{
    public const string Description = "description";
    public const string Candidate = "candidate";

    /// <summary>Asks for what was said, or for a new connection: sent by whoever waits for the other side's offer.</summary>
    public const string Again = "again";

    public static string Write(SessionDescription description, PeerLabel label) => JsonSerializer.Serialize(
        new DescriptionInit(description.Type, description.Sdp, label.Session, label.To, label.Connection), WebRtcJson.Default.DescriptionInit);

    public static string Write(IceCandidate candidate, PeerLabel label) => JsonSerializer.Serialize(
        new CandidateInit(candidate.Candidate, candidate.SdpMid, candidate.SdpMLineIndex, label.Session, label.To, label.Connection),
        WebRtcJson.Default.CandidateInit);

    /// <summary>What <see cref="Again"/> carries.</summary>
    public static string Write(PeerLabel label) => JsonSerializer.Serialize(label, WebRtcJson.Default.PeerLabel);

    /// <exception cref="FormatException">It has none that can be.</exception>
    public static PeerLabel ReadLabel(string payload)
    {
        var label = Read(payload, WebRtcJson.Default.PeerLabel);
        return label.IsPlausible ? label : throw new FormatException("The message has an impossible label.");
    }

    /// <exception cref="FormatException">It is not a description.</exception>
    public static SessionDescription ReadDescription(string payload)
    {
        var init = Read(payload, WebRtcJson.Default.DescriptionInit);
        return new(init.Type, init.Sdp);
    }

    /// <exception cref="FormatException">It is not a candidate.</exception>
    public static IceCandidate ReadCandidate(string payload)
    {
        var init = Read(payload, WebRtcJson.Default.CandidateInit);
        return new(init.Candidate, init.SdpMid, init.SdpMLineIndex ?? 0);
    }

    private static T Read<T>(string payload, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(payload, type) ?? throw new FormatException("The message is null.");
        }
        catch (JsonException e)
        {
            throw new FormatException(e.Message, e);
        }
    }
}
