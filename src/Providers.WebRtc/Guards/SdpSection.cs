using System.Globalization;

namespace Calling.Providers.WebRtc;

/// <summary>One media section of a description, or what stands before the first: just enough to judge it.</summary>
internal sealed class SdpSection
{
    /// <summary>What must be said once: stacks differ in whether the first or the last counts.</summary>
    private static readonly string[] Once = ["group", "mid", "ice-ufrag", "ice-pwd", "fingerprint", "setup"];

    private readonly Dictionary<string, string> _attributes = [];

    public SdpSection(string mediaLine)
    {
        string[] fields = mediaLine.Split(' ');
        Kind = fields[0];
        IsWellFormed = fields.Length >= 4 && int.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out int port)
            && (Port = port) >= 0 && fields[2].Contains("/TLS/RTP/SAVPF", StringComparison.Ordinal)
            && fields[3..].All(f => byte.TryParse(f, NumberStyles.None, CultureInfo.InvariantCulture, out byte type) && type <= 127);
    }

    public string Kind { get; }

    public int Port { get; private set; }

    public bool IsWellFormed { get; }

    public List<string> Candidates { get; } = [];

    /// <summary>An attribute that was said twice and must not be, or null.</summary>
    public string? Repeated { get; private set; }

    /// <summary>The first value of an attribute, or null.</summary>
    public string? this[string name] => _attributes.GetValueOrDefault(name);

    public void Add(string attribute)
    {
        int colon = attribute.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return;
        }

        if (attribute[..colon] == "candidate")
        {
            Candidates.Add(attribute);
        }
        else if (!_attributes.TryAdd(attribute[..colon], attribute[(colon + 1)..]) && Once.Contains(attribute[..colon]))
        {
            Repeated = attribute[..colon];
        }
    }
}
