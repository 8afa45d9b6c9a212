using Calling.Media;
using Calling.Providers.WebRtc.PeerConnections;
using Calling.Tests;

namespace Calling.Providers.WebRtc.Tests;

/// <summary>Several members: each has a connection of its own, and what happens to one is that one's alone.</summary>
public sealed class MeshTests
{
    private static readonly CallMember[] Members = [.. "bcde".Select((c, i) => Rig.Member(new($"{c}", "phone"), offers: i % 2 == 0))];

    private readonly Rig _rig = new();

    [Fact]
    public async Task CALL_081_Every_member_has_a_connection_and_all_carry_the_same_tracks()
    {
        await _rig.Session.StartAsync(default);
        var early = Members.ToDictionary(m => m, m => Attach(m));
        await _rig.Roster(Members);
        foreach (var connection in _rig.Engine.Connections)
        {
            connection.Become(PeerConnectionState.Connected);
            connection.Picture();
        }

        Assert.Equal(4, _rig.Engine.Connections.Count);
        Assert.All(_rig.Engine.Connections, c => Assert.Same(_rig.Engine.Video, c.Tracks[MediaKind.Video]));
        Assert.Equal(2, _rig.Engine.Tracks.Count);
        Assert.All(early.Values, s => Assert.Equal(1, s.Frames));
        foreach (var member in Members)
        {
            var its = _rig.Signals.Where(s => s is MediaSignal.PeerConnected p && p.Party == member.Party || s is MediaSignal.FirstVideoFrame f && f.Party == member.Party);
            Assert.Equal([new MediaSignal.PeerConnected(member.Party), new MediaSignal.FirstVideoFrame(member.Party)], its);
        }
    }

    [Fact]
    public async Task CALL_111_A_member_that_is_lost_or_fails_is_that_members_affair()
    {
        await _rig.Roster(Members);
        foreach (var connection in _rig.Engine.Connections.Take(3))
        {
            connection.Become(PeerConnectionState.Connected);
        }

        _rig.Engine.Connections[0].Become(PeerConnectionState.Disconnected);
        _rig.Engine.Connections[3].Become(PeerConnectionState.Failed, "no path");
        Assert.Equal(new MediaSignal.PeerInterrupted(Members[0].Party), _rig.Signals[3]);
        Assert.Equal(Members[3].Party, Assert.IsType<MediaSignal.PeerFailed>(_rig.Signals[4]).Party);
        Assert.Equal(5, _rig.Signals.Count);
        Assert.All(_rig.Engine.Connections.Take(3), c => Assert.Equal(0, c.Disposals));
    }

    [Fact]
    public async Task CALL_096_Who_leaves_is_let_go_of_and_who_comes_back_has_a_fresh_connection_and_the_same_sinks()
    {
        await _rig.Session.StartAsync(default);
        await _rig.Roster(Members);
        var sink = Attach(Members[1]);
        var former = _rig.Engine.Connections[1];
        await _rig.Roster(Members[0], Members[2], Members[3]);
        await Until.True(() => former.Disposals == 1);
        Assert.Equal([0, 1, 0, 0], _rig.Engine.Connections.Select(c => c.Disposals));

        await _rig.Roster(Members);
        var fresh = _rig.Engine.Connections[4];
        Assert.Same(_rig.Engine.Audio, fresh.Tracks[MediaKind.Audio]);
        fresh.Become(PeerConnectionState.Connected);
        fresh.Picture();
        Assert.Equal(1, sink.Frames);
        Assert.Equal([new MediaSignal.PeerConnected(Members[1].Party), new MediaSignal.FirstVideoFrame(Members[1].Party)], _rig.Signals);
    }

    private PictureSink Attach(CallMember member)
    {
        var sink = new PictureSink();
        _rig.Session.AddVideoSink(member.Party.UserId, sink);
        return sink;
    }
}
