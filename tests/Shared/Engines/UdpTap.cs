using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Calling.Providers.WebRtc.PeerConnections;

namespace Calling.Tests;

/// <summary>Stands between two peers and counts RTP and RTCP on the wire: what a peer's own statistics say is not taken on trust.</summary>
internal sealed class UdpTap : IDisposable
{
    private readonly UdpClient _facingA = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly UdpClient _facingB = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly Eventually _event = new();
    private IPEndPoint? _a;
    private IPEndPoint? _b;
    private long _fromA;
    private long _fromB;
    private long _reportsFromA;
    private long _reportsFromB;

    /// <summary>Puts itself between; before negotiation.</summary>
    internal UdpTap(Peer a, Peer b)
    {
        a.Relay = candidate => Redirect(candidate, ref _a, _facingB);
        b.Relay = candidate => Redirect(candidate, ref _b, _facingA);
        _ = Pump(_facingA, _facingB, () => _b, isReport => Interlocked.Increment(ref isReport ? ref _reportsFromA : ref _fromA));
        _ = Pump(_facingB, _facingA, () => _a, isReport => Interlocked.Increment(ref isReport ? ref _reportsFromB : ref _fromB));
    }

    /// <summary>RTP packets that left the first peer.</summary>
    internal long FromA => Interlocked.Read(ref _fromA);

    internal long FromB => Interlocked.Read(ref _fromB);

    /// <summary>RTCP packets that left the first peer.</summary>
    internal long ReportsFromA => Interlocked.Read(ref _reportsFromA);

    internal long ReportsFromB => Interlocked.Read(ref _reportsFromB);

    /// <summary>Loses everything from now on, as a pulled cable does.</summary>
    internal bool Cut { get; set; }

    internal Task UntilFromA(Func<long, bool> condition, string what) => _event.Until(() => condition(FromA), what);

    public void Dispose()
    {
        _facingA.Dispose();
        _facingB.Dispose();
    }

    // candidate:1 1 UDP 2015363327 127.0.0.1 40000 typ host
    private static IceCandidate Redirect(IceCandidate candidate, ref IPEndPoint? real, UdpClient tap)
    {
        var parts = candidate.Candidate.Split(' ');
        if (!parts[2].Equals("udp", StringComparison.OrdinalIgnoreCase))
        {
            return candidate;
        }

        real = new IPEndPoint(IPAddress.Parse(parts[4]), int.Parse(parts[5], CultureInfo.InvariantCulture));
        parts[5] = ((IPEndPoint)tap.Client.LocalEndPoint!).Port.ToString(CultureInfo.InvariantCulture);
        return candidate with { Candidate = string.Join(' ', parts) };
    }

    private async Task Pump(UdpClient from, UdpClient to, Func<IPEndPoint?> target, Action<bool> count)
    {
        try
        {
            while (true)
            {
                var packet = (await from.ReceiveAsync()).Buffer;

                // RFC 5761: RTP has version 2 and, bundled with RTCP, no payload type of 64 to 95.
                if (packet.Length > 12 && packet[0] is >= 128 and < 192)
                {
                    count((packet[1] & 0x7F) is >= 64 and <= 95);
                    _event.Pulse();
                }

                if (!Cut && target() is { } there)
                {
                    await to.SendAsync(packet, there);
                }
            }
        }
        catch (Exception end) when (end is ObjectDisposedException or SocketException or OperationCanceledException)
        {
            // The test is over.
        }
    }
}
