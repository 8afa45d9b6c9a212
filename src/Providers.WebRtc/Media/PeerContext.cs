using Calling.Providers.WebRtc.PeerConnections;
using Microsoft.Extensions.Logging;

namespace Calling.Providers.WebRtc;

/// <summary>What the peers of one call's media have in common.</summary>
/// <param name="CallId">The call.</param>
/// <param name="Session">Names this device's media of this call: a device that left and came again has another.</param>
/// <param name="Channel">The way to the other devices.</param>
/// <param name="Engine">Makes connections.</param>
/// <param name="Configuration">How they find their paths.</param>
/// <param name="Time">The only clock.</param>
/// <param name="Logger">Told of what goes wrong.</param>
internal sealed record PeerContext(
    string CallId, string Session, IPeerChannel Channel, IPeerConnectionFactory Engine, PeerConnectionConfiguration Configuration,
    TimeProvider Time, ILogger Logger)
{
    private int _connections;

    /// <summary>Whether it is measured how loud members are.</summary>
    public bool MeasuresLevels { get; init; }

    /// <summary>The number of the next connection that this device offers: greater than all before, to whomever.</summary>
    public int NextConnection() => Interlocked.Increment(ref _connections);
}
