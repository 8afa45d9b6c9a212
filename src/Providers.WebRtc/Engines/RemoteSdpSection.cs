namespace Calling.Providers.WebRtc.Engines;

/// <summary>The session part or one media section, as lines.</summary>
/// <param name="MediaLine">The m= line's value; empty for the session part.</param>
internal sealed record RemoteSdpSection(string MediaLine)
{
    internal List<string> Attributes { get; } = [];

    internal bool Has(string flag) => Attributes.Contains(flag);

    internal IEnumerable<string> Values(string name)
        => Attributes.Where(a => a.Length > name.Length && a.StartsWith(name, StringComparison.Ordinal) && a[name.Length] is (':' or ' '))
            .Select(a => a[(name.Length + 1)..].Trim());

    internal string? Value(string name) => Values(name).FirstOrDefault();
}
