using System.Text.Json;
using Calling.EndToEnd;
using Calling.Media;
using Calling.Providers;
using Calling.Providers.WebRtc.GStreamer;
using Calling.Providers.WebRtc.PeerConnections;

namespace Calling.OnWebRtc;

/// <summary>A peer that speaks our protocol and lies about its media: the call ends, the process and the next call live (rules CALL-113, CALL-114).</summary>
public sealed class HostilePeerTests : ScenarioBase
{
    public static TheoryData<string, string> Lies => new()
    {
        { "description", "" },
        { "description", "not json" },
        { "description", "{\"type\":\"offer\"}" },
        { "description", "{\"type\":\"offer\",\"sdp\":\"\"}" },
        { "description", "{\"type\":\"offer\",\"sdp\":\"v=0\\r\\nm=garbage\\r\\n\"}" },
        { "description", "{\"type\":\"rollback\",\"sdp\":\"v=0\"}" },
        { "description", "{\"type\":\"answer\",\"sdp\":\"v=0\"}" },
        { "description", "{\"type\":\"offer\",\"sdp\":\"" + new string('x', 50_000) + "\"}" },
        { "description", "{\"type\":\"offer\",\"sdp\":\"v=0\\u0000\"}" },
    };

    [Theory]
    [MemberData(nameof(Lies))]
    public async Task CALL_114_a_lying_offer_ends_the_call_connect_failed(string kind, string payload)
    {
        var alice = await Stage.EnterAsync("alice");
        await using var mallory = await Stage.EnterRawAsync("mallory");
        var call = await alice.CallAsync("mallory");
        await mallory.AcceptAsync(call.CallId);
        Assert.True(await mallory.Line.SendPeerAsync(call.CallId, mallory.Caller, kind, payload));
        await CompletesAsync(alice.Log(call));
        Assert.Equal(CallEndReason.ConnectFailed, call.Snapshot.End!.Reason);
        await NextCallWorksAsync(alice);
    }

    [Fact]
    public async Task CALL_090_host_names_in_candidates_are_refused_and_lead_nowhere()
    {
        var alice = await Stage.EnterAsync("alice", o => o.ConnectTimeout = TimeSpan.FromSeconds(2));
        await using var mallory = await Stage.EnterRawAsync("mallory");
        await using var factory = new GStreamerPeerConnectionFactory();
        await using var connection = factory.CreatePeerConnection(new([], IceTransportPolicy.All, ["127.0.0.1"]), new Silent());
        var offer = await connection.CreateOfferAsync(TestContext.Current.CancellationToken);
        var call = await alice.CallAsync("mallory");
        await mallory.AcceptAsync(call.CallId);
        await mallory.Line.SendPeerAsync(call.CallId, mallory.Caller, "description", JsonSerializer.Serialize(new { type = "offer", sdp = offer.Sdp }));
        foreach (string candidate in new[]
        {
            "candidate:1 1 UDP 2122252543 tracker.example.com 50000 typ host", "candidate:1 1 UDP 2122252543 a.local 50000 typ host",
            "candidate:", "garbage", new string('c', 5_000),
        })
        {
            await mallory.Line.SendPeerAsync(
                call.CallId, mallory.Caller, "candidate", JsonSerializer.Serialize(new { candidate, sdpMid = "audio0", sdpMLineIndex = 0 }));
        }

        await CompletesAsync(alice.Log(call));
        Assert.Equal(CallEndReason.ConnectFailed, call.Snapshot.End!.Reason);
        await NextCallWorksAsync(alice);
    }

    [Fact]
    public async Task CALL_025_090_nothing_that_a_caller_sends_while_it_rings_reaches_the_callee()
    {
        var bob = await Stage.EnterAsync("bob");
        await using var mallory = await Stage.EnterRawAsync("mallory");
        string callId = await mallory.PlaceAsync("bob");
        var incoming = await bob.RingsAsync();
        var victim = new CallParty("bob", bob.Client.DeviceId!);
        foreach (string kind in new[] { "description", "candidate", "connected", "x" })
        {
            await mallory.Line.SendPeerAsync(callId, victim, kind, "{\"type\":\"offer\",\"sdp\":\"v=0\"}");
        }

        CommandResult[] answers =
        [
            await mallory.SendAsync(new CallCommand.AcceptCall(callId, "m-1", new(true, true))),
            await mallory.SendAsync(new CallCommand.Alerting(callId, "m-2")),
            await mallory.SendAsync(new CallCommand.JoinCall(callId, "m-3", new(true, true))),
            await mallory.SendAsync(new CallCommand.InviteUsers(callId, "m-4", ["mallory"], TimeSpan.FromSeconds(30))),
            await mallory.SendAsync(new CallCommand.AnswerMedia(callId, "m-5", "x", true)),
        ];
        await Stage.PassAsync(TimeSpan.FromMilliseconds(300));
        // Who placed it is in it already: entering again and ringing on change nothing.
        Assert.Equal("NotAllowed done done InvalidState NotFound", string.Join(" ", answers.Select(a => (a as CommandResult.Refused)?.Code.ToString() ?? "done")));
        Assert.Equal(CallState.Incoming, incoming.Snapshot.State);
        Assert.Equal("", bob.Log(incoming).Trace);
        Assert.Empty(await incoming.Media.GetStatsAsync());
        Assert.Equal(0, await Stage.SentAsync(bob, MediaKind.Audio));
    }

    private async Task NextCallWorksAsync(Person alice)
    {
        var carol = await Stage.EnterAsync("carol");
        var next = await alice.CallAsync("carol", CallMedia.Audio);
        await carol.AcceptAsync(await carol.RingsAsync());
        await ReachesAsync(next, CallState.Connected);
        Assert.Equal(CallState.Connected, next.Snapshot.State);
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
