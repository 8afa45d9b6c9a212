namespace Calling.Signaling;

/// <summary>What a search for identities found.</summary>
/// <param name="Identities">One, or none.</param>
public sealed record VendorIdentityList(IReadOnlyList<VendorIdentity> Identities);
