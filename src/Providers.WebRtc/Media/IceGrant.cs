using System.Text.Json;
using Calling.Providers.WebRtc.PeerConnections;

namespace Calling.Providers.WebRtc;

/// <summary>Reads a grant of the scheme <c>ice</c>: STUN and TURN servers with credentials of this call, as a JSON array of <see cref="IceServer"/>.</summary>
internal static class IceGrant
{
    public const string Scheme = "ice";

    /// <summary>The servers of a grant; none if there is no grant, or it cannot be read. What no engine could use is left out.</summary>
    public static IReadOnlyList<IceServer> Read(MediaGrant? grant)
    {
        if (grant is not { Scheme: Scheme })
        {
            return [];
        }

        try
        {
            IceServer?[] servers = JsonSerializer.Deserialize(grant.Value, WebRtcJson.Default.IceServerArray) ?? [];
            return [.. servers.OfType<IceServer>().Where(s => WebRtcSettings.IsIceUrl(s.Url))];
        }
        catch (JsonException)
        {
            // Without relays the call may still find a path.
            return [];
        }
    }
}
