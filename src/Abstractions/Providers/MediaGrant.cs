namespace Calling.Providers;

/// <summary>What the arbiter hands to those who answered, so that their media can meet: TURN credentials, a room and its token, a group id.</summary>
/// <param name="Scheme">Who can read it, such as <c>ice</c>, <c>janus</c> or <c>acs-group</c>.</param>
/// <param name="Value">Opaque to Core.</param>
public sealed record MediaGrant(string Scheme, string Value);
