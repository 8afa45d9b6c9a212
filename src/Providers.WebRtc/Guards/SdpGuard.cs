using Calling.Providers.WebRtc.PeerConnections;

namespace Calling.Providers.WebRtc;

/// <summary>
/// Looks at a remote description before native code does, which is full of assertions that end the process. What is let through has
/// one audio and one video section, bundled, each with ICE credentials, a SHA-256 fingerprint and a setup role.
/// </summary>
internal static class SdpGuard
{
    private const int MaxLength = 32 * 1024;
    private const int MaxLineLength = 1_024;
    private const int MaxLines = 1_000;
    private const int MaxPort = 65_535;
    private const string Candidate = "a=candidate:";

    /// <summary>Says what is wrong with a description, or what is left of it without candidates that name hosts, which nobody looks up.</summary>
    public static SdpVerdict Check(SessionDescription description)
    {
        string sdp = description.Sdp;
        if (sdp.Length is 0 or > MaxLength)
        {
            return new($"the description has {sdp.Length} characters; it must have 1 to {MaxLength}", description);
        }

        if (!HasPlainLineEnds(sdp))
        {
            return new("it has blank lines, or characters that no description has", description);
        }

        string kept = string.Concat(LinesOf(sdp).Where(l => !l.StartsWith(Candidate, StringComparison.Ordinal) || !CandidateGuard.NamesHost(l)));
        return Read(description with { Sdp = kept });
    }

    private static SdpVerdict Read(SessionDescription description)
    {
        var session = new SdpSection("");
        var sections = new List<SdpSection>();
        int number = 0;
        foreach (var raw in description.Sdp.AsSpan().EnumerateLines())
        {
            if (raw.IsEmpty)
            {
                continue;
            }

            if (++number > MaxLines || raw.Length > MaxLineLength || raw.Length < 3 || raw[1] != '=' || raw[0] is < 'a' or > 'z')
            {
                return new($"line {number} is not a line of SDP", description);
            }

            if (number == 1 && !raw.SequenceEqual("v=0"))
            {
                return new("it does not begin with v=0", description);
            }

            if (raw[0] == 'c' && !IsConnection(raw[2..].ToString()))
            {
                return new($"line {number} names a host, not an address", description);
            }

            if (raw[0] == 'm')
            {
                sections.Add(new(raw[2..].ToString()));
            }
            else if (raw[0] == 'a')
            {
                (sections.Count == 0 ? session : sections[^1]).Add(raw[2..].ToString());
            }
        }

        return new(CheckSections(description.Type, session, sections), description)
        {
            Fingerprint = sections.Count == 0 ? "" : (sections[0]["fingerprint"] ?? session["fingerprint"] ?? "").ToUpperInvariant(),
        };
    }

    private static IEnumerable<string> LinesOf(string sdp)
    {
        for (int begin = 0, end; begin < sdp.Length; begin = end)
        {
            end = sdp.IndexOf('\n', begin) is >= 0 and var at ? at + 1 : sdp.Length;
            yield return sdp[begin..end];
        }
    }

    private static string? CheckSections(SdpType type, SdpSection session, List<SdpSection> sections)
    {
        if (sections.Count != 2 || !sections.Any(s => s.Kind == "audio") || !sections.Any(s => s.Kind == "video"))
        {
            return $"it has {sections.Count} media sections; one audio and one video are expected";
        }

        if (sections[0]["mid"] is null || sections[0]["mid"] == sections[1]["mid"])
        {
            return "its media sections lack distinct mids";
        }

        // One transport, one certificate: two would leave open which one counts (rule CALL-097).
        if ((session.Repeated ?? sections[0].Repeated ?? sections[1].Repeated) is { } repeated)
        {
            return $"it says {repeated} twice in one section";
        }

        if (session["group"]?.Split(' ') is not ["BUNDLE", .. var mids] || sections.Any(s => !mids.Contains(s["mid"])))
        {
            return "its media sections are not bundled";
        }

        if (!string.Equals(
            sections[0]["fingerprint"] ?? session["fingerprint"], sections[1]["fingerprint"] ?? session["fingerprint"], StringComparison.OrdinalIgnoreCase))
        {
            return "its media sections have different fingerprints";
        }

        if (session.Candidates.Count > 0)
        {
            return "it has candidates outside of the media sections";
        }

        foreach (var section in sections)
        {
            if (Check(type, session, section) is { } problem)
            {
                return $"its {section.Kind} section has {problem}";
            }
        }

        return null;
    }

    private static string? Check(SdpType type, SdpSection session, SdpSection section)
    {
        string? Value(string name) => section[name] ?? session[name];

        if (!section.IsWellFormed || section.Port > MaxPort)
        {
            return "a malformed media line";
        }

        if (section["mid"] is not { Length: > 0 and <= 32 } mid || !IsToken(mid))
        {
            return "no usable mid";
        }

        if (Value("ice-ufrag") is not { Length: >= 4 and <= 256 } || Value("ice-pwd") is not { Length: >= 22 and <= 256 })
        {
            return "no usable ICE credentials";
        }

        if (Value("fingerprint") is not { } fingerprint || !IsSha256(fingerprint))
        {
            return "no SHA-256 fingerprint";
        }

        bool setup = Value("setup") is "actpass" or "active" or "passive";
        if (!setup || (type == SdpType.Answer && Value("setup") == "actpass"))
        {
            return "no usable setup role";
        }

        return section.Candidates.Select(c => CandidateGuard.Check(new(c, null, 0))).FirstOrDefault(p => p is not null) is { } bad
            ? $"a candidate with {bad}"
            : null;
    }

    /// <summary>Whether every parser sees the same lines: some take a lone CR, a form feed or a blank line for an end, others do not.</summary>
    private static bool HasPlainLineEnds(string sdp)
    {
        for (int i = 0; i < sdp.Length; i++)
        {
            bool plain = sdp[i] switch
            {
                '\r' => i + 1 < sdp.Length && sdp[i + 1] == '\n',
                '\n' => i + 1 == sdp.Length || sdp[i + 1] is not ('\r' or '\n'),
                _ => sdp[i] is >= ' ' and <= '~',
            };
            if (!plain)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsConnection(string value) =>
        value.Split(' ') is ["IN", "IP4" or "IP6", var address] && CandidateGuard.IsAddress(address);

    private static bool IsSha256(string fingerprint)
    {
        const string Prefix = "sha-256 ";
        if (!fingerprint.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        string[] bytes = fingerprint[Prefix.Length..].Trim().Split(':');
        return bytes.Length == 32 && bytes.All(b => b.Length == 2 && char.IsAsciiHexDigit(b[0]) && char.IsAsciiHexDigit(b[1]));
    }

    private static bool IsToken(string text) => text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '+');
}
