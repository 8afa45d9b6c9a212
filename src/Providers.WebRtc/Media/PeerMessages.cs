using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Calling.Providers.WebRtc.PeerConnections;

namespace Calling.Providers.WebRtc;

/// <summary>The messages between peers, in the JSON of the W3C's <c>RTCSessionDescriptionInit</c> and <c>RTCIceCandidateInit</c>.</summary>
internal static class PeerMessages
{
    public const string Description = "description";
    public const string Candidate = "candidate";

    /// <summary>Asks for all that was said: sent by whoever waits for an offer and was away when it may have come.</summary>
    public const string Again = "again";

    public static string Write(SessionDescription description) =>
        JsonSerializer.Serialize(new DescriptionInit(description.Type, description.Sdp), WebRtcJson.Default.DescriptionInit);

    public static string Write(IceCandidate candidate) =>
        JsonSerializer.Serialize(new CandidateInit(candidate.Candidate, candidate.SdpMid, candidate.SdpMLineIndex), WebRtcJson.Default.CandidateInit);

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
