using Calling.Providers.WebRtc.PeerConnections;
using Calling.Tests;

namespace Calling.Providers.WebRtc.Tests;

public sealed class NegotiationTests
{
    private readonly Rig _rig = new();

    [Fact]
    public async Task Who_is_told_to_offer_does_so_once()
    {
        await _rig.WithBob(offers: true);
        await _rig.Roster(Rig.Member(Rig.Bob, offers: true, camera: true));
        _rig.Hear("description", Rig.Json(Texts.Answer));
        await _rig.Settled();

        Assert.Equal(["CreateOffer", "SetRemote Answer", "Candidate 50001"], _rig.Connection.Calls);
        Assert.Equal((Rig.Bob, "description"), (Assert.Single(_rig.Messages).To, _rig.Messages[0].Kind));
        Assert.Equal(Texts.Offer, Assert.Single(_rig.Descriptions));
        Assert.Empty(_rig.Signals);
    }

    [Fact]
    public async Task The_other_one_waits_and_answers()
    {
        await _rig.WithBob(offers: false);
        Assert.Empty(_rig.Connection.Calls);
        _rig.Hear("description", Rig.Json(Texts.Offer));
        await _rig.Settled();

        Assert.Equal(["SetRemote Offer", "CreateAnswer", "Candidate 50001"], _rig.Connection.Calls);
        Assert.Equal(Texts.Answer, Assert.Single(_rig.Descriptions));
    }

    [Fact]
    public async Task Early_messages_are_kept_in_order()
    {
        // Before the media is open, before the roster names the member, and after.
        _rig.Hear("description", Rig.Json(Texts.Offer));
        _rig.Hear("candidate", Rig.Candidate(1));
        _rig.Hear("candidate", Rig.Candidate(9), callId: "another");
        _rig.Hear("candidate", Rig.Candidate(8), Rig.Carol);
        _ = _rig.Session;
        _rig.Hear("candidate", Rig.Candidate(2));
        await _rig.WithBob(offers: false);
        await _rig.Settled();

        Assert.Equal(["SetRemote Offer", "CreateAnswer", "Candidate 1", "Candidate 2", "Candidate 50001"], _rig.Connection.Calls);
    }

    [Fact]
    public async Task Early_messages_are_bounded()
    {
        for (int i = 0; i < 5_000; i++)
        {
            _rig.Hear("candidate", Rig.Candidate(i));
        }

        _ = _rig.Session;
        for (int i = 5_000; i < 10_000; i++)
        {
            _rig.Hear("candidate", Rig.Candidate(i));
        }

        await _rig.WithBob(offers: false);
        await _rig.Settled();
        Assert.InRange(_rig.Connection.Calls.Count, 2, 129);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_description_out_of_turn_fails_once(bool offers)
    {
        await _rig.WithBob(offers);
        _rig.Hear("description", Rig.Json(offers ? Texts.Offer : Texts.Answer));
        _rig.Hear("description", Rig.Json(offers ? Texts.Answer : Texts.Offer));
        _rig.Hear("candidate", Rig.Candidate(1));
        await Until.True(() => _rig.Signals.Count > 0);
        _rig.Connection.Become(PeerConnectionState.Failed);

        var failed = Assert.IsType<MediaSignal.PeerFailed>(Assert.Single(_rig.Signals));
        Assert.Equal((Rig.Bob, "negotiation"), (failed.Party, failed.Fault.Code));
        Assert.DoesNotContain(_rig.Connection.Calls, c => c.StartsWith("SetRemote", StringComparison.Ordinal));
    }

    [Fact]
    public async Task CALL_097_A_second_differing_description_fails()
    {
        await _rig.WithBob(offers: false);
        _rig.Hear("description", Rig.Json(Texts.Offer));
        await _rig.Settled();
        _rig.Hear("description", Rig.Json(new SessionDescription(SdpType.Offer, Texts.Chromium)));
        _rig.Hear("candidate", Rig.Candidate(1));
        await Until.True(() => _rig.Signals.Count > 0);
        _rig.Connection.Become(PeerConnectionState.Connected);

        Assert.IsType<MediaSignal.PeerFailed>(Assert.Single(_rig.Signals));
        Assert.Equal(["SetRemote Offer", "CreateAnswer", "Candidate 50001"], _rig.Connection.Calls);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("{\"type\":\"offer\"}")]
    [InlineData("{\"type\":\"offer\",\"sdp\":null}")]
    [InlineData("{\"type\":\"offer\",\"sdp\":\"v=0\"}")]
    [InlineData("{\"type\":\"rollback\",\"sdp\":\"\"}")]
    [InlineData("{\"type\":7,\"sdp\":\"\"}")]
    [InlineData("{\"type\":\"offer\",\"type\":\"answer\",\"sdp\":\"\"}")]
    public async Task A_bad_description_fails(string payload)
    {
        await _rig.WithBob(offers: false);
        _rig.Hear("description", payload);
        await Until.True(() => _rig.Signals.Count > 0);

        Assert.IsType<MediaSignal.PeerFailed>(Assert.Single(_rig.Signals));
        Assert.Empty(_rig.Connection.Calls);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{")]
    [InlineData("{\"candidate\":\"\",\"sdpMid\":\"0\",\"sdpMLineIndex\":0}")]
    [InlineData("{\"candidate\":\"candidate:1 1 udp 1 b3a1a4a6.local 9 typ host\",\"sdpMid\":\"0\",\"sdpMLineIndex\":0,\"usernameFragment\":\"x\"}")]
    [InlineData("{\"candidate\":\"candidate:1 1 udp 1 192.0.2.1 9 typ host\",\"sdpMLineIndex\":1e9}")]
    public async Task A_bad_candidate_costs_a_path_and_not_the_call(string payload)
    {
        await _rig.WithBob(offers: false);
        _rig.Hear("candidate", payload);
        _rig.Hear("riddle", "{}");
        await _rig.Settled();

        Assert.Empty(_rig.Signals);
        Assert.Equal(["Candidate 50001"], _rig.Connection.Calls);
    }

    [Fact]
    public async Task A_candidate_that_the_engine_refuses_costs_a_path_and_not_the_call()
    {
        await _rig.WithBob(offers: false);
        _rig.Engine.Calling = name =>
        {
            if (name == "AddIceCandidate" && _rig.Connection.Calls[^1] == "Candidate 1")
            {
                throw new PeerConnectionException("no");
            }
        };
        _rig.Hear("candidate", Rig.Candidate(1));
        _rig.Hear("candidate", Rig.Candidate(2));
        await _rig.Settled();

        Assert.Empty(_rig.Signals);
        Assert.Equal(["Candidate 1", "Candidate 2", "Candidate 50001"], _rig.Connection.Calls);
    }

    [Fact]
    public async Task A_flood_of_candidates_is_bounded()
    {
        await _rig.WithBob(offers: false);
        for (int i = 0; i < 1_000; i++)
        {
            _rig.Hear("candidate", Rig.Candidate(i));
        }

        _rig.Hear("description", Rig.Json(Texts.Offer));
        await Until.True(() => _rig.Sent.Count == 1);
        Assert.Equal(128 + 2, _rig.Connection.Calls.Count);
    }

    [Fact]
    public async Task A_connection_says_how_it_goes()
    {
        await _rig.WithBob(offers: false);
        foreach (var state in Enum.GetValues<PeerConnectionState>().Where(s => s != PeerConnectionState.Failed))
        {
            _rig.Connection.Become(state);
        }

        _rig.Connection.Become(PeerConnectionState.Failed, "no path");
        _rig.Connection.Become(PeerConnectionState.Failed);

        // What was up may come back by way of another connection; whoever waits for that decides how long.
        Assert.Equal([new MediaSignal.PeerConnected(Rig.Bob), new MediaSignal.PeerInterrupted(Rig.Bob)], _rig.Signals);
    }

    [Fact]
    public async Task CALL_045_A_connection_that_never_comes_up_fails()
    {
        await _rig.WithBob(offers: false);
        _rig.Connection.Become(PeerConnectionState.Connecting);
        _rig.Connection.Become(PeerConnectionState.Failed, "no path");
        _rig.Connection.Become(PeerConnectionState.Failed);
        Assert.Equal([new MediaSignal.PeerFailed(Rig.Bob, new("connection", "no path"))], _rig.Signals);
    }

    [Theory]
    [InlineData("CreateOffer", true)]
    [InlineData("SetRemote", false)]
    [InlineData("CreateAnswer", false)]
    [InlineData("AddIceCandidate", false)]
    public async Task CALL_114_An_engine_that_throws_fails_its_connection(string member, bool offers)
    {
        _rig.Engine.Calling = m => Throw(m == member, "broken");
        await _rig.Roster(Rig.Member(Rig.Bob, offers));
        _rig.Hear("candidate", Rig.Candidate(1));
        _rig.Hear("description", Rig.Json(offers ? Texts.Answer : Texts.Offer));
        await Until.True(() => _rig.Signals.Count > 0);

        Assert.Equal("broken", Assert.IsType<MediaSignal.PeerFailed>(Assert.Single(_rig.Signals)).Fault.Message);
    }

    [Fact]
    public async Task CALL_091_The_first_picture_is_told_once_and_again_after_the_camera_was_off()
    {
        await _rig.WithBob(offers: false);
        await _rig.Roster(Rig.Member(Rig.Bob, offers: false, camera: true));
        _rig.Connection.Become(PeerConnectionState.Connected);
        _rig.Connection.Picture();
        _rig.Connection.Picture();
        Assert.Equal([new MediaSignal.PeerConnected(Rig.Bob), new MediaSignal.FirstVideoFrame(Rig.Bob)], _rig.Signals);

        await _rig.Roster(Rig.Member(Rig.Bob, offers: false, camera: true));
        await _rig.Roster(Rig.Member(Rig.Bob, offers: false, camera: false));
        _rig.Connection.Picture();
        Assert.Equal(2, _rig.Signals.Count);

        await _rig.Roster(Rig.Member(Rig.Bob, offers: false, camera: true));
        _rig.Connection.Picture();
        _rig.Connection.Picture();
        Assert.Equal(2, _rig.Signals.Count(s => s is MediaSignal.FirstVideoFrame));
    }

    /// <summary>An engine gives pictures as soon as they come, and tells of its state when it gets to it.</summary>
    [Fact]
    public async Task CALL_091_A_picture_before_the_connection_is_told_of_is_told_after_it()
    {
        await _rig.WithBob(offers: false);
        _rig.Connection.Picture();
        Assert.Empty(_rig.Signals);
        _rig.Connection.Become(PeerConnectionState.Connected);
        Assert.Equal([new MediaSignal.PeerConnected(Rig.Bob), new MediaSignal.FirstVideoFrame(Rig.Bob)], _rig.Signals);
        _rig.Connection.Become(PeerConnectionState.Disconnected);
        _rig.Connection.Become(PeerConnectionState.Connected);
        _rig.Connection.Picture();
        Assert.Single(_rig.Signals, s => s is MediaSignal.FirstVideoFrame);
    }

    private static void Throw(bool now, string message)
    {
        if (now)
        {
            throw new InvalidOperationException(message);
        }
    }
}
