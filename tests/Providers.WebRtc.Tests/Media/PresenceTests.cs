using Calling.Providers.WebRtc.PeerConnections;
using Calling.Tests;

namespace Calling.Providers.WebRtc.Tests;

/// <summary>Whose messages are whose, when a device leaves and comes again (rule CALL-113).</summary>
public sealed class PresenceTests
{
    private readonly Rig _rig = new();

    [Fact]
    public async Task CALL_113_What_a_device_says_as_it_comes_again_waits_for_its_new_connection()
    {
        await _rig.WithBob(offers: false);
        _rig.Hear("description", Rig.Json(Texts.Offer, new("b1")));
        await Until.True(() => _rig.Descriptions.Count == 1);
        var again = new SessionDescription(SdpType.Offer, Texts.Chromium);
        _rig.Hear("description", Rig.Json(again, new("b2")));
        _rig.Hear("candidate", Rig.Candidate(7, new("b2")));
        _rig.Hear("candidate", Rig.Candidate(6, new("b1")));
        await Until.True(() => _rig.Connection.Calls.Contains("Candidate 6"));
        Assert.Equal(["SetRemote Offer", "CreateAnswer", "Candidate 6"], _rig.Connection.Calls);

        await _rig.Roster();
        await _rig.Roster(Rig.Member(Rig.Bob, offers: false));
        var second = _rig.Engine.Connections[1];
        await Until.True(() => second.Calls.Count == 3);
        Assert.Equal(["SetRemote Offer", "CreateAnswer", "Candidate 7"], second.Calls);
        Assert.Empty(_rig.Signals);
    }

    [Fact]
    public async Task CALL_113_What_was_said_to_this_devices_former_media_is_ignored()
    {
        await _rig.WithBob(offers: false);
        _rig.Hear("description", Rig.Json(Texts.Offer, new("b1", "a0")));
        _rig.Hear("candidate", Rig.Candidate(1, new("b1", "a0")));
        await _rig.Settled();
        Assert.Equal(["Candidate 50001"], _rig.Connection.Calls);
        Assert.Empty(_rig.Signals);
    }

    [Fact]
    public async Task Each_call_has_media_of_its_own()
    {
        await _rig.WithBob(offers: true);
        var other = await new Rig().WithBob(offers: true);
        string?[] sessions = [.. new[] { _rig, other }.Select(r => PeerMessages.ReadLabel(r.Messages[0].Payload).Session)];
        Assert.All(sessions, s => Assert.Equal(32, s!.Length));
        Assert.NotEqual(sessions[0], sessions[1]);
    }

    [Theory]
    [InlineData("{\"type\":\"offer\",\"sdp\":\"v=0\",\"session\":7}")]
    [InlineData("{\"type\":\"offer\",\"sdp\":\"v=0\",\"connection\":-1}")]
    [InlineData("{\"type\":\"offer\",\"sdp\":\"v=0\",\"connection\":\"1\"}")]
    [InlineData("{\"type\":\"offer\",\"sdp\":\"v=0\",\"connection\":null}")]
    [InlineData("{\"type\":\"offer\",\"sdp\":\"v=0\",\"connection\":1,\"connection\":2}")]
    [InlineData("{\"type\":\"offer\",\"sdp\":\"v=0\",\"to\":\"01234567890123456789012345678901234567890123456789012345678901234\"}")]
    public async Task CALL_113_A_description_with_an_impossible_label_fails(string payload)
    {
        await _rig.WithBob(offers: false);
        _rig.Hear("candidate", payload);
        _rig.Hear("again", payload);
        Assert.Empty(_rig.Signals);
        _rig.Hear("description", payload);
        Assert.IsType<MediaSignal.PeerFailed>(Assert.Single(_rig.Signals));
        Assert.Empty(_rig.Connection.Calls);
    }

    [Fact]
    public async Task CALL_113_One_party_cannot_crowd_out_another()
    {
        _ = _rig.Session;
        for (int i = 0; i < 1_000; i++)
        {
            _rig.Hear("candidate", Rig.Candidate(i), Rig.Carol);
            _rig.Hear("candidate", Rig.Candidate(i), Rig.Carol, callId: "another");
        }

        _rig.Hear("description", Rig.Json(Texts.Offer));
        await _rig.WithBob(offers: false);
        await _rig.Settled();
        Assert.Equal(["SetRemote Offer", "CreateAnswer", "Candidate 50001"], _rig.Connection.Calls);
    }

    [Fact]
    public void Early_messages_are_bounded_for_each_party_and_in_parties()
    {
        var early = new EarlyMessages();
        for (int i = 0; i < 100; i++)
        {
            for (int j = 0; j < 100; j++)
            {
                early.Add(new("c", new($"u{i}", "d"), "candidate", $"{j}"));
            }
        }

        early.Add(new("c2", new("u99", "d"), "candidate", "x"));
        Assert.Empty(early.Take("c", new("u36", "d")));
        Assert.Equal(Enumerable.Range(0, 64).Select(j => $"{j}"), early.Take("c", new("u37", "d")).Select(m => m.Payload));
        Assert.Equal(62 * 64, early.Take("c").Count);
        Assert.Equal("x", Assert.Single(early.Take("c2")).Payload);
        Assert.Empty(early.Take("c2"));
    }
}
