namespace Calling.Rest;

/// <summary>A token to be issued.</summary>
/// <param name="Scopes">What it may do: <c>voip</c> to place and take calls, <c>voip.join</c> to join running ones.</param>
/// <param name="ExpiresInMinutes">How long it is good for: 60 to 1,440, which is the default.</param>
public sealed record AcsTokenRequest(IReadOnlyList<string> Scopes, int? ExpiresInMinutes = null);
