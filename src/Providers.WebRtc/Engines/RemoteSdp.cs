using System.Globalization;
using Calling.Providers.WebRtc.PeerConnections;

namespace Calling.Providers.WebRtc.Engines;

/// <summary>A remote description, read before native code sees it: the stack asserts, and an assertion ends the process.</summary>
internal sealed class RemoteSdp
{
    private const int MaxLength = 64 * 1024;

    private RemoteSdp(IReadOnlyList<RemoteSdpMedia> media, byte[] fingerprint) => (Media, Fingerprint) = (media, fingerprint);

    /// <summary>The media sections in their order.</summary>
    internal IReadOnlyList<RemoteSdpMedia> Media { get; }

    /// <summary>SHA-256 of the certificate that the peer must show.</summary>
    internal byte[] Fingerprint { get; }

    /// <summary>Reads a description.</summary>
    /// <param name="sdp">RFC 8866 text.</param>
    /// <exception cref="PeerConnectionException">It is not what a bundled audio and video session looks like.</exception>
    internal static RemoteSdp Parse(string? sdp)
    {
        if (string.IsNullOrWhiteSpace(sdp) || sdp.Length > MaxLength || !sdp.StartsWith("v=0", StringComparison.Ordinal))
        {
            throw Refuse("it is empty, too long or does not begin with v=0");
        }

        var session = new RemoteSdpSection("");
        var sections = new List<RemoteSdpSection>();
        foreach (var raw in sdp.Split('\n'))
        {
            var line = raw.TrimEnd('\r');
            if (line.Length == 0)
            {
                continue;
            }

            if (line.Length < 2 || line[1] != '=' || line.Any(char.IsControl))
            {
                throw Refuse("a line is not of the form x=value");
            }

            if (line[0] == 'm')
            {
                sections.Add(new RemoteSdpSection(line[2..]));
            }
            else if (line.StartsWith("a=", StringComparison.Ordinal))
            {
                (sections.Count == 0 ? session : sections[^1]).Attributes.Add(line[2..]);
            }
        }

        return Read(session, sections);
    }

    private static RemoteSdp Read(RemoteSdpSection session, List<RemoteSdpSection> sections)
    {
        if (sections.Count is 0 or > 2)
        {
            throw Refuse(string.Create(CultureInfo.InvariantCulture, $"it has {sections.Count} media sections, and one of audio and one of video are expected"));
        }

        var media = sections.ConvertAll(section => RemoteSdpMedia.Read(section, session));
        var bundle = session.Value("group:BUNDLE")?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (media.Select(m => m.Mid).Distinct(StringComparer.Ordinal).Count() != media.Count || media.Exists(m => !bundle.Contains(m.Mid)))
        {
            throw Refuse("its sections are not bundled, or share a mid");
        }

        if (media.Count == 2 && media[0].Kind == media[1].Kind)
        {
            throw Refuse("it has two sections of one kind");
        }

        // One transport, one certificate: two fingerprints would leave open which one counts.
        var fingerprints = sections.SelectMany(s => s.Values("fingerprint")).Concat(session.Values("fingerprint"))
            .Select(PeerCertificate.ParseFingerprint).OfType<byte[]>().ToList();
        if (fingerprints.Count == 0 || fingerprints.Exists(f => !f.AsSpan().SequenceEqual(fingerprints[0])))
        {
            throw Refuse("it has no SHA-256 fingerprint, or several different ones");
        }

        return new RemoteSdp(media, fingerprints[0]);
    }

    internal static PeerConnectionException Refuse(string why) => new($"The remote description was refused: {why}.");
}
