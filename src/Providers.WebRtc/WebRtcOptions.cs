using Calling.Providers.WebRtc.PeerConnections;

namespace Calling.Providers.WebRtc;

/// <summary>Settings of the self-hosted provider, bound from its sub-section (such as <c>Calling:WebRtc</c>), then from code.</summary>
public sealed class WebRtcOptions
{
    /// <summary>Where the signalling server was mapped, such as <c>https://calls.example.com/calling</c>. Required.</summary>
    public Uri? Server { get; set; }

    /// <summary>Whether a server on another machine may be reached without TLS: tokens and texts are then readable on the way.</summary>
    public bool AllowPlainText { get; set; }

    /// <summary>
    /// One device per user: a sign-in of this device signs its user's others out (rule CALL-005), and SingleDevice is declared in place of MultiDevice.
    /// A server may demand it of everybody (<c>Calling:Server:SingleDevice</c>); say it here too then.
    /// </summary>
    public bool SingleDevice { get; set; }

    /// <summary>How long a lost line tries to come back before it gives up for good: 0 to 10 min (rule CALL-110).</summary>
    public TimeSpan GracePeriod { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>STUN and TURN servers besides those that the signalling server hands out; none uses this machine's addresses only.</summary>
    public IList<IceServer> IceServers { get; } = [];

    /// <summary>Whether peers may learn this machine's addresses.</summary>
    public IceTransportPolicy IceTransportPolicy { get; set; }

    /// <summary>Addresses to gather candidates on; none means all interfaces. Loopback is used only when named here.</summary>
    public IList<string> LocalAddresses { get; } = [];

    /// <summary>Makes the engine; set by <c>UseGStreamer()</c> and its like.</summary>
    public Func<IServiceProvider, IPeerConnectionFactory>? Engine { get; set; }
}
