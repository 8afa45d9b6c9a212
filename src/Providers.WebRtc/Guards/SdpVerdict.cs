using Calling.Providers.WebRtc.PeerConnections;

namespace Calling.Providers.WebRtc;

/// <summary>What was found out about a remote description.</summary>
/// <param name="Problem">What is wrong with it, or null.</param>
/// <param name="Description">What an engine may have of it.</param>
internal sealed record SdpVerdict(string? Problem, SessionDescription Description)
{
    /// <summary>Hash function and hash of the peer's certificate, in capitals, so that equal ones are equal texts.</summary>
    public string Fingerprint { get; init; } = "";
}
