using System.Net;
using Calling.Providers.WebRtc.PeerConnections;

namespace Calling.Providers.WebRtc.Engines;

/// <summary>What an engine makes sure of before its stack reads a candidate.</summary>
internal static class AddressCandidate
{
    /// <summary>Refuses what is no candidate with an address.</summary>
    /// <param name="candidate">The peer's.</param>
    /// <exception cref="PeerConnectionException">It is not one.</exception>
    internal static void Require(IceCandidate candidate)
    {
        var parts = candidate.Candidate.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < 8 || !parts[0].StartsWith("candidate:", StringComparison.Ordinal) || !IPAddress.TryParse(parts[4], out _)
            || !ushort.TryParse(parts[5], out _) || candidate.Candidate.Length > 1_024 || candidate.Candidate.Any(char.IsControl))
        {
            throw new PeerConnectionException("A candidate was refused: it is not one with an address.");
        }
    }
}
