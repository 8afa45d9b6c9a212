using System.Text.Json.Serialization;

namespace Calling.Providers.WebRtc.PeerConnections;

/// <summary>W3C <c>RTCSdpType</c>, without the kinds that are never used here.</summary>
public enum SdpType
{
    /// <summary>Proposes a session.</summary>
    [JsonStringEnumMemberName("offer")]
    Offer,

    /// <summary>Agrees to an offer.</summary>
    [JsonStringEnumMemberName("answer")]
    Answer,
}
