using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Calling.Providers.WebRtc.PeerConnections;

namespace Calling.Tests;

/// <summary>Carries the packets of one connection between its stack and the network, as long as nobody cuts it.</summary>
/// <remarks>For connections with one candidate, on IPv4 loopback. The stack and its peer are told the relay's addresses for each other's.</remarks>
internal sealed class UdpRelay(Func<bool> isCut) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<IPEndPoint, UdpClient> _inside = [];
    private readonly UdpClient _outside = new(new IPEndPoint(IPAddress.Loopback, 0));
    private IPEndPoint? _stack;

    /// <summary>Loses everything for good.</summary>
    public bool IsStranded { get; set; }

    /// <summary>What the peer is told of a candidate of the stack.</summary>
    public IceCandidate Outward(IceCandidate candidate)
    {
        if (EndPointOf(candidate) is not { } stack)
        {
            return candidate;
        }

        lock (_lock)
        {
            if (_stack is null)
            {
                _stack = stack;
                _ = PumpAsync(_outside, (packet, from) => Inside(from).Send(packet, stack));
            }
        }

        return Redirect(candidate, _outside);
    }

    /// <summary>What the stack is told of a candidate of its peer.</summary>
    public IceCandidate Inward(IceCandidate candidate) => EndPointOf(candidate) is { } peer ? Redirect(candidate, Inside(peer)) : candidate;

    public void Dispose()
    {
        lock (_lock)
        {
            _outside.Dispose();
            foreach (var socket in _inside.Values)
            {
                socket.Dispose();
            }
        }
    }

    // candidate:1 1 UDP 2015363327 127.0.0.1 40000 typ host
    private static IPEndPoint? EndPointOf(IceCandidate candidate)
    {
        string[] parts = candidate.Candidate.Split(' ');
        return parts.Length > 5 && parts[2].Equals("udp", StringComparison.OrdinalIgnoreCase)
            ? new(IPAddress.Parse(parts[4]), int.Parse(parts[5], CultureInfo.InvariantCulture)) : null;
    }

    private static IceCandidate Redirect(IceCandidate candidate, UdpClient to)
    {
        string[] parts = candidate.Candidate.Split(' ');
        parts[5] = ((IPEndPoint)to.Client.LocalEndPoint!).Port.ToString(CultureInfo.InvariantCulture);
        return candidate with { Candidate = string.Join(' ', parts) };
    }

    /// <summary>The socket that stands for the peer's address.</summary>
    private UdpClient Inside(IPEndPoint peer)
    {
        lock (_lock)
        {
            if (!_inside.TryGetValue(peer, out var socket))
            {
                _inside.Add(peer, socket = new(new IPEndPoint(IPAddress.Loopback, 0)));
                _ = PumpAsync(socket, (packet, _) => _outside.Send(packet, peer));
            }

            return socket;
        }
    }

    private async Task PumpAsync(UdpClient from, Action<ReadOnlySpan<byte>, IPEndPoint> pass)
    {
        try
        {
            while (true)
            {
                var packet = await from.ReceiveAsync().ConfigureAwait(false);
                if (!IsStranded && !isCut())
                {
                    pass(packet.Buffer, packet.RemoteEndPoint);
                }
            }
        }
        catch (Exception end) when (end is ObjectDisposedException or SocketException)
        {
            // The connection is over.
        }
    }
}
