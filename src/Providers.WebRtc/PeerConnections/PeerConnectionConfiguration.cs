namespace Calling.Providers.WebRtc.PeerConnections;

/// <summary>How a connection finds its path.</summary>
/// <param name="IceServers">STUN and TURN servers; empty uses host candidates only.</param>
/// <param name="TransportPolicy">Whether addresses of this machine may be used.</param>
/// <param name="LocalAddresses">Addresses to gather on, or empty for all interfaces; loopback counts only when named here.</param>
public sealed record PeerConnectionConfiguration(
    IReadOnlyList<IceServer> IceServers, IceTransportPolicy TransportPolicy, IReadOnlyList<string> LocalAddresses);
