using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Calling.Providers.WebRtc.Engines;
using Calling.Providers.WebRtc.PeerConnections;

namespace Calling.Providers.WebRtc;

/// <summary>Looks at a remote candidate before native code does (RFC 8839, section 5.1).</summary>
internal static class CandidateGuard
{
    private const int MaxLength = 512;
    private const int MaxLines = 8;

    /// <summary>Says what is wrong with a candidate, or null. Host names are refused: looking one up tells where this user is.</summary>
    public static string? Check(IceCandidate candidate)
    {
        if (candidate.SdpMLineIndex is < 0 or > MaxLines || candidate.SdpMid is { Length: > 32 })
        {
            return "a media section that cannot be";
        }

        const string Prefix = "candidate:";
        string text = candidate.Candidate;
        if (text.Length > MaxLength || !text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return $"not a candidate of at most {MaxLength} characters";
        }

        foreach (char c in text)
        {
            if (c is < ' ' or > '~')
            {
                return "characters that no candidate has";
            }
        }

        return CheckFields(text[Prefix.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Whether a candidate, otherwise well formed or not, names a host where an address belongs; such as a browser's <c>.local</c>.</summary>
    internal static bool NamesHost(string candidate)
    {
        string[] fields = candidate.Split([' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        int related = Array.IndexOf(fields, "raddr") + 1;
        return IsName(4) || (related > 0 && IsName(related));

        bool IsName(int field) => field < fields.Length && !IsAddress(fields[field]);
    }

    private static string? CheckFields(string[] fields)
    {
        if (fields.Length < 8 || fields[6] != "typ")
        {
            return "too few fields";
        }

        if (!int.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out int component) || component is < 1 or > 256
            || !uint.TryParse(fields[3], NumberStyles.None, CultureInfo.InvariantCulture, out _)
            || !ushort.TryParse(fields[5], NumberStyles.None, CultureInfo.InvariantCulture, out _) || !AddressCandidate.HasRelatedPort(fields))
        {
            return "numbers out of range";
        }

        if (!fields[2].Equals("udp", StringComparison.OrdinalIgnoreCase) && !fields[2].Equals("tcp", StringComparison.OrdinalIgnoreCase))
        {
            return "an unknown transport";
        }

        if (!IsAddress(fields[4]))
        {
            return "a host name, not an address";
        }

        if (fields[7] is not ("host" or "srflx" or "prflx" or "relay"))
        {
            return "an unknown type";
        }

        for (int i = 8; i < fields.Length; i++)
        {
            if (fields[i] == "raddr" && (i + 1 == fields.Length || !IsAddress(fields[i + 1])))
            {
                return "a related host name, not an address";
            }
        }

        return null;
    }

    /// <summary>Whether a text is an address in the one form that every parser reads alike: no short forms, brackets, ports or zones.</summary>
    internal static bool IsAddress(string text)
    {
        if (text.Length > 45 || !IPAddress.TryParse(text, out var address))
        {
            return false;
        }

        return address.AddressFamily == AddressFamily.InterNetwork
            ? address.ToString() == text
            : text.All(c => char.IsAsciiHexDigit(c) || c is ':' or '.');
    }
}
