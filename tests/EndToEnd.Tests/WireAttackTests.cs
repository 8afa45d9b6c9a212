using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Calling.EndToEnd;
using Calling.Providers;
using Calling.Providers.WebRtc.GStreamer;
using Calling.Providers.WebRtc.PeerConnections;

namespace Calling.OnWebRtc;

/// <summary>Attacks on a device's media, counted in datagrams at the address that the attacker gave for its own.</summary>
public sealed class WireAttackTests : IAsyncLifetime
{
    /// <summary>Rule CALL-037 allows 100 ms; a picture that was being taken then may still leave.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromMilliseconds(100 + 34);

    /// <summary>A server that slows nobody down: what holds here does not hold by its limits.</summary>
    private readonly WebRtcStage _stage = new(o =>
    {
        foreach (var limit in new[] { o.PerDevice, o.PerUser, o.PerAddress })
        {
            (limit.Burst, limit.PerSecond) = (1_000_000, 1_000_000);
        }
    });

    public ValueTask InitializeAsync() => _stage.InitializeAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task CALL_025_090_no_datagram_leaves_a_ringing_callee_and_media_flows_only_after_the_accept()
    {
        var bob = await _stage.EnterAsync("bob");
        using var named = new WireTap();
        await using var mallory = await WiredPeer.CallAsync(_stage, "mallory", bob);
        var incoming = await bob.RingsAsync();
        await AttackAsync(mallory.SayAsync, mallory, named, rounds: 40);
        Assert.Equal((0, 0), (mallory.Tap.Datagrams, named.Datagrams));
        Assert.Equal("", bob.Log(incoming).Trace);

        // The same address gets media after the accept, so it would have got it before.
        mallory.Talk();
        await bob.AcceptAsync(incoming);
        await _stage.UntilAsync(() => mallory.Tap.Content > 20 && mallory.Pictures > 3, "media after the accept");
        foreach (string candidate in Named(named))
        {
            await mallory.SayAsync("candidate", new { candidate, sdpMid = "audio0", sdpMLineIndex = 0 });
        }

        await _stage.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(CallState.Connected, incoming.Snapshot.State);
        Assert.Equal(0, named.Datagrams);
    }

    [Fact]
    public async Task CALL_090_no_datagram_leaves_a_callee_that_declined()
    {
        var bob = await _stage.EnterAsync("bob");
        using var named = new WireTap();
        await using var mallory = await WiredPeer.CallAsync(_stage, "mallory", bob);
        var incoming = await bob.RingsAsync();
        await AttackAsync(mallory.SayAsync, mallory, named, rounds: 10);
        await incoming.RejectAsync();
        await AttackAsync(mallory.SayAsync, mallory, named, rounds: 20);
        Assert.Equal((0, 0), (mallory.Tap.Datagrams, named.Datagrams));
        Assert.Equal("Ended(LocalReject by bob)", bob.Log(incoming).Trace);
        await NextCallWorksAsync(bob);
    }

    [Fact]
    public async Task CALL_025_090_a_server_that_relays_before_the_accept_makes_no_datagram_leave()
    {
        await using var lying = new LyingServer(_stage.Server);
        var bob = await _stage.EnterAsync("bob", server: lying.Address);
        using var named = new WireTap();
        await using var mallory = await WiredPeer.CallAsync(_stage, "mallory", bob);
        var incoming = await bob.RingsAsync();

        async ValueTask<bool> InjectAsync(string kind, object payload)
        {
            await lying.InjectAsync(
                mallory.CallId, mallory.Peer.Line.Self, kind, payload as string ?? JsonSerializer.Serialize(payload));
            return true;
        }

        await AttackAsync(InjectAsync, mallory, named, rounds: 40);
        Assert.Equal((0, 0), (mallory.Tap.Datagrams, named.Datagrams));
        Assert.Equal("", bob.Log(incoming).Trace);
        await incoming.RejectAsync();
        await AttackAsync(InjectAsync, mallory, named, rounds: 10);
        Assert.Equal((0, 0), (mallory.Tap.Datagrams, named.Datagrams));
        Assert.Equal("Ended(LocalReject by bob)", bob.Log(incoming).Trace);
    }

    [Fact]
    public async Task CALL_037_113_a_flooding_peer_does_not_keep_mute_and_hang_up_from_acting_at_once()
    {
        var bob = await _stage.EnterAsync("bob");
        await using var mallory = await WiredPeer.CallAsync(_stage, "mallory", bob);
        mallory.Talk();
        var incoming = await bob.RingsAsync();
        await bob.AcceptAsync(incoming);
        await _stage.UntilAsync(() => mallory.Tap.Content > 20 && mallory.Pictures > 3, "media");
        using var stop = new CancellationTokenSource();
        var flood = FloodAsync(mallory, stop.Token);
        int pictures = mallory.Pictures;
        await _stage.UntilAsync(() => mallory.Pictures > pictures + 5, "media goes on in the flood");

        long muted = Stopwatch.GetTimestamp();
        var muting = Task.WhenAll(incoming.SetMicrophoneAsync(false), incoming.SetCameraAsync(false));
        await NothingAfterAsync(mallory, muted);
        await muting;
        int before = mallory.Tap.Content;
        await incoming.SetMicrophoneAsync(true);
        await incoming.SetCameraAsync(true);
        await _stage.UntilAsync(() => mallory.Tap.Content > before + 20, "media again");

        long hungUp = Stopwatch.GetTimestamp();
        var hangingUp = incoming.HangUpAsync();
        await NothingAfterAsync(mallory, hungUp);
        await hangingUp;
        Assert.Equal(CallEndReason.LocalHangUp, incoming.Snapshot.End!.Reason);
        await stop.CancelAsync();
        int sent = await flood;
        TestContext.Current.TestOutputHelper!.WriteLine($"{sent} messages in the flood");
        Assert.True(sent > 2_000, $"a flood of {sent} messages is none");
        await NextCallWorksAsync(bob);
    }

    [Fact]
    public async Task CALL_113_forged_handshakes_and_garbage_from_a_third_address_do_not_disturb_a_call()
    {
        var bob = await _stage.EnterAsync("bob");
        await using var alice = await WiredPeer.CallAsync(_stage, "alice", bob);
        alice.Talk();
        var incoming = await bob.RingsAsync();
        await bob.AcceptAsync(incoming);
        await _stage.UntilAsync(() => alice.Tap.Victim is not null, "bob's address");
        using var mallory = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));

        // While the handshake is under way, and once more in the middle of the call.
        await ForgeAsync(mallory, alice.Tap.Victim!, rounds: 100);
        await _stage.UntilAsync(() => alice.Tap.Content > 20 && alice.Pictures > 3, "media");
        await ForgeAsync(mallory, alice.Tap.Victim!, rounds: 100);
        var (content, pictures) = (alice.Tap.Content, alice.Pictures);
        await _stage.UntilAsync(() => alice.Tap.Content > content + 50 && alice.Pictures > pictures + 20, "media goes on");
        Assert.Equal(CallState.Connected, incoming.Snapshot.State);
        Assert.Equal("Connecting +alice Connected", bob.Log(incoming).Trace);
    }

    private async Task ForgeAsync(UdpClient mallory, IPEndPoint victim, int rounds)
    {
        var random = new Random(11);
        for (int round = 0; round < rounds; round++)
        {
            byte[] garbage = new byte[random.Next(1, 1_400)];
            random.NextBytes(garbage);
            foreach (byte[] packet in new[] { ClientHello(random), Alert(), Binding(random), Rtp(random), garbage })
            {
                await mallory.SendAsync(packet, victim);
            }

            await _stage.PassAsync(TimeSpan.FromMilliseconds(10));
        }
    }

    /// <summary>Sends everything that might make a device speak to the attacker's address.</summary>
    private async Task AttackAsync(Func<string, object, ValueTask<bool>> say, WiredPeer mallory, WireTap named, int rounds)
    {
        await using var factory = new GStreamerPeerConnectionFactory();
        await using var connection = factory.CreatePeerConnection(new([], IceTransportPolicy.All, ["127.0.0.1"]), new Silent());
        string offer = (await connection.CreateOfferAsync(TestContext.Current.CancellationToken)).Sdp;
        string address = $"candidate:1 1 UDP 2122252543 127.0.0.1 {mallory.Tap.Port} typ host";
        string full = offer + $"a={address}\r\n" + string.Concat(Named(named).Select(c => $"a={c}\r\n"));
        for (int round = 0; round < rounds; round++)
        {
            await say("description", new { type = "offer", sdp = full, session = "m", connection = round + 1 });
            await say("description", new { type = "offer", sdp = full });
            await say("description", new { type = "answer", sdp = full, session = "m", connection = 1 });
            foreach (string candidate in Named(named).Prepend(address))
            {
                await say("candidate", new { candidate, sdpMid = "audio0", sdpMLineIndex = 0, session = "m", connection = 1 });
            }

            await say("again", new { session = "m", connection = 0 });
            await say("connected", "{}");
            await mallory.Peer.SendAsync(new CallCommand.AskMedia(mallory.CallId, $"ask-{rounds}-{round}", CallMedia.Video));
            await mallory.Peer.SendAsync(new CallCommand.SetMediaState(mallory.CallId, $"set-{rounds}-{round}", new(true, true)));
            await mallory.Peer.SendAsync(new CallCommand.AcceptCall(mallory.CallId, $"accept-{rounds}-{round}", new(true, true)));
            await _stage.PassAsync(TimeSpan.FromMilliseconds(30));
        }
    }

    /// <summary>Names that this machine resolves to the address that is watched: a look-up would show there.</summary>
    private static string[] Named(WireTap named) =>
    [
        $"candidate:2 1 UDP 2122252542 localhost {named.Port} typ host",
        $"candidate:3 1 UDP 2122252541 {Dns.GetHostName()} {named.Port} typ host",
    ];

    private static async Task<int> FloodAsync(WiredPeer mallory, CancellationToken stop)
    {
        int sent = 0;
        await Task.Yield();
        while (!stop.IsCancellationRequested)
        {
            bool taken = await mallory.SayAsync((sent % 3) switch { 0 => "candidate", 1 => "again", _ => "x" }, $$"""{"candidate":"candidate:{{sent}}","session":"wired","connection":1}""");
            _ = mallory.Peer.SendAsync(new CallCommand.SetMediaState(mallory.CallId, $"flood-{sent}", new(sent % 4 == 0, true))).AsTask();
            sent += 2;
            if (!taken || sent % 64 == 0)
            {
                // What the own line has in hand shall go out, or the queue that fills is the attacker's.
                await Task.Delay(1, CancellationToken.None);
            }
        }

        return sent;
    }

    private async Task NothingAfterAsync(WiredPeer peer, long moment)
    {
        long bound = moment + (long)(Bound.TotalSeconds * Stopwatch.Frequency);
        await _stage.PassAsync(TimeSpan.FromSeconds(1.5));
        Assert.Equal(0, peer.Tap.ContentSince(bound));
    }

    private async Task NextCallWorksAsync(Person bob)
    {
        var alice = await _stage.EnterAsync("alice");
        var call = await alice.CallAsync("bob", CallMedia.Audio);
        await bob.AcceptAsync(await bob.RingsAsync(bob.Incoming.Count(c => c.Snapshot.State == CallState.Ended) + 1));
        await _stage.UntilAsync(() => call.Snapshot.State is CallState.Connected or CallState.Ended, "the next call");
        Assert.Equal(CallState.Connected, call.Snapshot.State);
    }

    /// <summary>DTLS 1.2 record, handshake, ClientHello with one cipher suite; no cookie, as the first one of a new client.</summary>
    private static byte[] ClientHello(Random random)
    {
        byte[] nonce = new byte[32];
        random.NextBytes(nonce);
        byte[] body = [0xFE, 0xFD, .. nonce, 0, 0, 0, 2, 0xC0, 0x2B, 1, 0];
        byte[] handshake = [1, 0, 0, (byte)body.Length, 0, 0, 0, 0, 0, 0, 0, (byte)body.Length, .. body];
        return [22, 0xFE, 0xFD, 0, 0, 0, 0, 0, 0, 0, (byte)random.Next(256), 0, (byte)handshake.Length, .. handshake];
    }

    /// <summary>DTLS 1.2, fatal alert in the clear.</summary>
    private static byte[] Alert() => [21, 0xFE, 0xFD, 0, 0, 0, 0, 0, 0, 0, 9, 0, 2, 2, 40];

    /// <summary>A STUN binding request with a user name that nobody has, and no proof.</summary>
    private static byte[] Binding(Random random)
    {
        byte[] id = new byte[12];
        random.NextBytes(id);
        return [0, 1, 0, 8, 0x21, 0x12, 0xA4, 0x42, .. id, 0, 6, 0, 4, (byte)'a', (byte)':', (byte)'b', (byte)'c'];
    }

    private static byte[] Rtp(Random random)
    {
        byte[] packet = new byte[200];
        random.NextBytes(packet);
        (packet[0], packet[1]) = (0x80, 111);
        return packet;
    }

    private sealed class Silent : IPeerConnectionObserver
    {
        public void OnIceCandidate(IceCandidate candidate)
        {
        }

        public void OnStateChanged(PeerConnectionState state, string? reason)
        {
        }
    }
}
