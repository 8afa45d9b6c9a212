using System.Globalization;
using System.Net;
using Calling.Providers.WebRtc.PeerConnections;

namespace Calling.Providers.WebRtc.Engines;

/// <summary>What an engine makes sure of before its stack reads a candidate.</summary>
internal static class AddressCandidate
{
    /// <summary>Refuses what is no candidate with an address.</summary>
    /// <param name="candidate">The peer's.</param>
    /// <returns>The same with one space between two fields: stacks count them by spaces.</returns>
    /// <exception cref="PeerConnectionException">It is not one.</exception>
    internal static IceCandidate Read(IceCandidate candidate)
    {
        var fields = candidate.Candidate.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length < 8 || !fields[0].StartsWith("candidate:", StringComparison.Ordinal) || !IPAddress.TryParse(fields[4], out _)
            || !IsPort(fields[5]) || !HasRelatedPort(fields) || candidate.Candidate.Length > 1_024 || candidate.Candidate.Any(char.IsControl))
        {
            throw new PeerConnectionException("A candidate was refused: it is not one with an address.");
        }

        return candidate with { Candidate = string.Join(' ', fields) };
    }

    /// <summary>Whether the port of a related address is one, where there is one.</summary>
    internal static bool HasRelatedPort(string[] fields)
    {
        var name = Array.IndexOf(fields, "rport");
        return name < 0 || (name + 1 < fields.Length && IsPort(fields[name + 1]));
    }

    private static bool IsPort(string text) => ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
