namespace Calling.Providers.Mock;

/// <summary>A new token that a device gave to its line (rule CALL-004).</summary>
/// <param name="Device">Whose.</param>
/// <param name="Token">The token.</param>
/// <param name="Accepted">False if the vendor refused it and the old one holds.</param>
public sealed record MockRenewal(CallParty Device, string Token, bool Accepted);
