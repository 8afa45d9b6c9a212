using Calling.Providers;

namespace Calling.Signaling.Client;

/// <summary>A message of a device in the same call, relayed by the server; for the media side.</summary>
/// <param name="CallId">The call that both devices are in.</param>
/// <param name="From">Who sent it, vouched for by the server.</param>
/// <param name="Kind">What the payload is, as the sender named it; 1 to 64 characters.</param>
/// <param name="Payload">As it was sent; to be checked like all that comes from elsewhere.</param>
public sealed record PeerMessage(string CallId, CallParty From, string Kind, string Payload);
