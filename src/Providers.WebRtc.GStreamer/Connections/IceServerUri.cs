using Calling.Providers.WebRtc.PeerConnections;

namespace Calling.Providers.WebRtc.GStreamer.Connections;

/// <summary>Turns W3C's server URLs into the ones that libnice's adapter reads.</summary>
internal static class IceServerUri
{
    /// <summary>True for a STUN server: it goes into a property, TURN servers into a signal.</summary>
    internal static bool IsStun(IceServer server) => server.Url.StartsWith("stun:", StringComparison.OrdinalIgnoreCase);

    /// <summary>Translates.</summary>
    /// <param name="server">The server.</param>
    /// <exception cref="CallException">Not a STUN or TURN URL, or TURN without credentials (<c>InvalidArgument</c>).</exception>
    internal static string Translate(IceServer server)
    {
        ArgumentNullException.ThrowIfNull(server);
        var colon = server.Url.IndexOf(':', StringComparison.Ordinal);
        var scheme = colon < 0 ? "" : server.Url[..colon].ToLowerInvariant();
        var rest = server.Url[(colon + 1)..];
        if (scheme is not ("stun" or "turn" or "turns") || rest.Length == 0 || rest.StartsWith('/') || rest.Contains('@', StringComparison.Ordinal))
        {
            throw Refuse(server.Url, "it must be stun:host[:port], turn:host[:port][?transport=udp|tcp] or turns:…");
        }

        if (scheme == "stun")
        {
            return $"stun://{WithPort(rest, "3478")}";
        }

        if (string.IsNullOrEmpty(server.Username) || string.IsNullOrEmpty(server.Credential))
        {
            throw Refuse(server.Url, "a TURN server needs a user name and a credential");
        }

        // Time-limited TURN user names contain colons, credentials slashes and plus signs: all must be escaped.
        return $"{scheme}://{Uri.EscapeDataString(server.Username)}:{Uri.EscapeDataString(server.Credential)}@{rest}";
    }

    // A STUN server without a port is refused by the stack.
    private static string WithPort(string host, string port)
        => host.LastIndexOf(':') > host.LastIndexOf(']') ? host : $"{host}:{port}";

    private static CallException Refuse(string url, string why)
        => new(CallErrorCode.InvalidArgument, $"The ICE server \"{url}\" cannot be used: {why}.");
}
