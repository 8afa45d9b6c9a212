using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Calling.Providers.WebRtc.PeerConnections;

namespace Calling.EndToEnd;

/// <summary>
/// A UDP address that a hostile peer gives for its own: sees every datagram that the victim sends there, with its time, and passes it on to the
/// peer's engine. Threads of its own, so that a busy test process does not make packets look late.
/// </summary>
public sealed class WireTap : IDisposable
{
    private readonly Socket _outside = NewSocket();
    private readonly Socket _inside = NewSocket();
    private readonly List<(long At, bool IsContent)> _seen = [];
    private readonly Lock _lock = new();
    private volatile IPEndPoint? _engine;
    private volatile IPEndPoint? _victim;

    public WireTap()
    {
        Run(_outside, packet =>
        {
            Note(packet);
            return (_inside, _engine);
        });
        Run(_inside, _ => (_outside, _victim));
    }

    /// <summary>The port on loopback.</summary>
    public int Port => ((IPEndPoint)_outside.LocalEndPoint!).Port;

    /// <summary>Where the victim's stack listens, once it has said so.</summary>
    public IPEndPoint? Victim => _victim;

    /// <summary>Datagrams of any kind that have come from outside.</summary>
    public int Datagrams
    {
        get
        {
            lock (_lock)
            {
                return _seen.Count;
            }
        }
    }

    /// <summary>RTP packets that have come: content.</summary>
    public int Content => ContentSince(0);

    /// <summary>RTP packets that came after a moment.</summary>
    /// <param name="timestamp">Of <see cref="Stopwatch"/>.</param>
    public int ContentSince(long timestamp)
    {
        lock (_lock)
        {
            return _seen.Count(p => p.IsContent && p.At > timestamp);
        }
    }

    /// <summary>What the victim is told of the engine's candidate; null for what is no UDP address.</summary>
    public IceCandidate? Outward(IceCandidate candidate)
    {
        if (EndPointOf(candidate) is not { } engine)
        {
            return null;
        }

        _engine = engine;
        return Redirect(candidate, _outside);
    }

    /// <summary>What the engine is told of the victim's candidate; null for what is no UDP address.</summary>
    public IceCandidate? Inward(IceCandidate candidate)
    {
        if (EndPointOf(candidate) is not { } victim)
        {
            return null;
        }

        _victim = victim;
        return Redirect(candidate, _inside);
    }

    public void Dispose()
    {
        _outside.Dispose();
        _inside.Dispose();
    }

    private static Socket NewSocket()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveBufferSize = 4 * 1024 * 1024 };
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    private static void Run(Socket socket, Func<ReadOnlySpan<byte>, (Socket By, IPEndPoint? To)> pass)
    {
        var thread = new Thread(() =>
        {
            byte[] buffer = new byte[65_536];
            EndPoint from = new IPEndPoint(IPAddress.Any, 0);
            try
            {
                while (true)
                {
                    int length = socket.ReceiveFrom(buffer, ref from);
                    if (pass(buffer.AsSpan(0, length)) is (var by, { } to))
                    {
                        by.SendTo(buffer.AsSpan(0, length), SocketFlags.None, to);
                    }
                }
            }
            catch (Exception end) when (end is ObjectDisposedException or SocketException)
            {
                // The test is over.
            }
        });
        (thread.IsBackground, thread.Name) = (true, nameof(WireTap));
        thread.Start();
    }

    private void Note(ReadOnlySpan<byte> packet)
    {
        // RFC 5761: RTP has version 2 and, bundled with RTCP, no payload type of 64 to 95.
        bool isContent = packet.Length > 12 && packet[0] is >= 128 and < 192 && (packet[1] & 0x7F) is not (>= 64 and <= 95);
        lock (_lock)
        {
            _seen.Add((Stopwatch.GetTimestamp(), isContent));
        }
    }

    // candidate:1 1 UDP 2015363327 127.0.0.1 40000 typ host
    private static IPEndPoint? EndPointOf(IceCandidate candidate)
    {
        string[] parts = candidate.Candidate.Split(' ');
        return parts.Length > 5 && parts[2].Equals("udp", StringComparison.OrdinalIgnoreCase)
            ? new(IPAddress.Parse(parts[4]), int.Parse(parts[5], CultureInfo.InvariantCulture)) : null;
    }

    private static IceCandidate Redirect(IceCandidate candidate, Socket to)
    {
        string[] parts = candidate.Candidate.Split(' ');
        parts[5] = ((IPEndPoint)to.LocalEndPoint!).Port.ToString(CultureInfo.InvariantCulture);
        return candidate with { Candidate = string.Join(' ', parts) };
    }
}
