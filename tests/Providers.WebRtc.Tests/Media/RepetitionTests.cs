using Calling.Providers.WebRtc.PeerConnections;
using Calling.Tests;

namespace Calling.Providers.WebRtc.Tests;

public sealed class RepetitionTests
{
    private readonly Rig _rig = new();

    [Fact]
    public async Task A_restored_line_says_again_what_may_have_been_lost()
    {
        _rig.IsUp = false;
        await _rig.Roster(Rig.Member(Rig.Bob, offers: true));
        await Until.True(() => _rig.Connection.Calls.Count > 0);
        _rig.Connection.Found(Texts.Candidate);
        await Until.True(() =>
        {
            // The offer is written behind CreateOffer; the line comes back as often as it takes.
            _rig.IsUp = true;
            _rig.Provider.OnLineRestored();
            return _rig.Sent.Contains("description");
        });

        await Until.True(() => _rig.Sent.Contains("candidate"));
    }

    [Fact]
    public async Task CALL_110_An_offer_that_does_not_come_is_asked_for_until_it_does()
    {
        await _rig.WithBob(offers: false);
        await _rig.World.AdvanceAsync(TimeSpan.FromSeconds(1.9));
        Assert.Empty(_rig.Sent);
        await _rig.World.AdvanceAsync(TimeSpan.FromSeconds(0.2));
        await Until.True(() => _rig.Sent.SequenceEqual(["again"]));
        await _rig.World.AdvanceAsync(TimeSpan.FromSeconds(2));
        await Until.True(() => _rig.Sent.SequenceEqual(["again", "again"]));
        _rig.Hear("description", Rig.Json(Texts.Offer));
        await _rig.Settled();
        await _rig.World.AdvanceAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(["again", "again", "description"], _rig.Sent);
    }

    [Fact]
    public async Task A_connection_that_is_up_says_nothing_again()
    {
        await _rig.WithBob(offers: true);
        _rig.Connection.Become(PeerConnectionState.Connected);
        _rig.Provider.OnLineRestored();
        Assert.Single(_rig.Sent);
    }

    [Fact]
    public async Task A_repeated_offer_is_answered_as_before()
    {
        await _rig.WithBob(offers: false);
        _rig.Hear("description", Rig.Json(Texts.Offer));
        await _rig.Settled();
        _rig.Connection.Found(Texts.Candidate);
        _rig.Hear("description", Rig.Json(Texts.Offer));
        await _rig.Settled();

        Assert.Equal(["description", "candidate", "description", "candidate"], _rig.Sent);
        Assert.Equal(["SetRemote Offer", "CreateAnswer", "Candidate 50001", "Candidate 50002"], _rig.Connection.Calls);
        Assert.Empty(_rig.Signals);
    }

    [Fact]
    public async Task A_repeated_answer_brings_candidates_and_no_second_offer()
    {
        await _rig.WithBob(offers: true);
        _rig.Connection.Found(Texts.Candidate);
        _rig.Hear("description", Rig.Json(Texts.Answer));
        _rig.Hear("description", Rig.Json(Texts.Answer));
        await _rig.Settled();

        Assert.Equal(["description", "candidate", "candidate"], _rig.Sent);
    }

    [Fact]
    public async Task Two_sides_do_not_repeat_each_other_for_ever()
    {
        var other = new Rig();
        int messages = 0;
        Link(_rig, other);
        Link(other, _rig);
        await other.Roster(Rig.Member(Rig.Bob, offers: false));
        await _rig.WithBob(offers: true);
        await Until.True(() => _rig.Connection.Calls.Contains("SetRemote Answer"));
        _rig.Connection.Found(Texts.Candidate);
        other.Connection.Found(Texts.Candidate);
        _rig.Mark = PeerMessages.ReadLabel(other.Messages[0].Payload);
        other.Mark = PeerMessages.ReadLabel(_rig.Messages[0].Payload) with { To = null };
        _rig.Provider.OnLineRestored();
        other.Provider.OnLineRestored();
        int before = -1;
        for (int calm = 0; calm < 5;)
        {
            await _rig.Settled();
            await other.Settled();
            calm = before == Volatile.Read(ref messages) ? calm + 1 : 0;
            before = messages;
        }

        Assert.InRange(messages, 4, 20);
        Assert.Single(_rig.Connection.Calls, c => c == "Candidate 46154");

        void Link(Rig from, Rig to) => from.Sending = (kind, payload) =>
        {
            if (Interlocked.Increment(ref messages) < 1_000)
            {
                to.Hear(kind, payload);
            }
        };
    }

    [Fact]
    public async Task Repeated_candidates_are_taken_once_and_leave_room_for_others()
    {
        await _rig.WithBob(offers: false);
        for (int i = 0; i < 1_000; i++)
        {
            _rig.Hear("candidate", Rig.Candidate(i % 10));
        }

        await _rig.Settled();
        Assert.Equal(11, _rig.Connection.Calls.Count);
    }

    [Fact]
    public async Task An_offer_that_never_came_is_asked_for()
    {
        await _rig.WithBob(offers: false);
        _rig.Provider.OnLineRestored();
        await Until.True(() => _rig.Sent.Count > 0);
        Assert.Equal(["again"], _rig.Sent);

        var other = await new Rig().WithBob(offers: true);
        other.Hear("again", "{}");
        await other.Settled();
        Assert.Equal(["description", "description"], other.Sent);
    }

    [Fact]
    public async Task A_peer_cannot_make_this_device_talk_without_end()
    {
        await _rig.WithBob(offers: true);
        for (int i = 0; i < 1_000; i++)
        {
            _rig.Hear("again", "{}");
        }

        await _rig.Settled();
        Assert.InRange(_rig.Sent.Count, 2, 20);
    }
}
