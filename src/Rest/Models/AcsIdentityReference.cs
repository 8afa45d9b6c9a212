namespace Calling.Rest;

/// <summary>Names an identity.</summary>
/// <param name="Id"><c>8:acs:…</c>.</param>
public sealed record AcsIdentityReference(string Id);
