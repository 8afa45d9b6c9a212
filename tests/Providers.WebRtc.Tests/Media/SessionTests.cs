using Calling.Media;
using Calling.Providers.WebRtc.PeerConnections;
using Calling.Tests;

namespace Calling.Providers.WebRtc.Tests;

public sealed class SessionTests
{
    private readonly Rig _rig = new();

    [Fact]
    public async Task CALL_090_Tracks_are_made_and_attached_only_when_it_starts()
    {
        await _rig.Session.PrepareAsync(default);
        await _rig.WithBob(offers: true);
        _rig.Session.SetGate(MediaKind.Audio, true);
        Assert.Empty(_rig.Engine.Tracks);
        Assert.Empty(_rig.Connection.Tracks);

        await _rig.Session.StartAsync(default);
        await _rig.Roster(Rig.Member(Rig.Bob, true), Rig.Member(Rig.Carol, true));
        Assert.Equal(2, _rig.Engine.Tracks.Count);
        Assert.All(_rig.Engine.Connections, c => Assert.Same(_rig.Engine.Audio, c.Tracks[MediaKind.Audio]));
        Assert.All(_rig.Engine.Connections, c => Assert.Same(_rig.Engine.Video, c.Tracks[MediaKind.Video]));
    }

    [Fact]
    public async Task CALL_093_Gates_set_before_the_start_are_in_force()
    {
        _rig.Session.SetGate(MediaKind.Audio, true);
        _rig.Session.SetGate(MediaKind.Video, true);
        _rig.Session.SetGate(MediaKind.Video, false);
        await _rig.Session.StartAsync(default);
        Assert.Equal((true, false), (_rig.Engine.Audio.IsOpen, _rig.Engine.Video.IsOpen));

        _rig.Session.SetGate(MediaKind.Audio, false);
        _rig.Session.SetGate(MediaKind.Video, true);
        Assert.Equal((false, true), (_rig.Engine.Audio.IsOpen, _rig.Engine.Video.IsOpen));
    }

    [Fact]
    public async Task CALL_096_Nothing_opens_after_the_end()
    {
        await _rig.WithBob(offers: true);
        await _rig.Session.StartAsync(default);
        _rig.Session.SetGate(MediaKind.Audio, true);
        await _rig.Session.DisposeAsync();
        _rig.Session.SetGate(MediaKind.Audio, true);
        _rig.Session.SetGate(MediaKind.Video, true);
        await _rig.Session.DisposeAsync();
        await _rig.Session.StartAsync(default);
        await _rig.Roster(Rig.Member(Rig.Bob, true), Rig.Member(Rig.Carol, true));

        Assert.All(_rig.Engine.Tracks, t => Assert.Equal((false, 1), (t.IsOpen, t.Disposals)));
        Assert.Equal(1, _rig.Connection.Disposals);
        Assert.Equal(2, _rig.Engine.Tracks.Count);
    }

    [Fact]
    public async Task CALL_037_A_gate_does_not_wait_for_an_engine_that_is_being_loaded()
    {
        using var loading = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        _rig.Engine.Calling = m => Block(m == "CreateVideoTrack", loading, goOn);
        var start = Task.Run(() => _rig.Session.StartAsync(default).AsTask());
        loading.Wait(Until.Deadline);
        await Task.Run(() => _rig.Session.SetGate(MediaKind.Audio, true)).Soon();
        Assert.True(_rig.Engine.Audio.IsOpen);
        await Task.Run(() => _rig.Session.DisposeAsync().AsTask()).Soon();
        Assert.Equal((false, 1), (_rig.Engine.Audio.IsOpen, _rig.Engine.Audio.Disposals));
        goOn.Set();
        await start.Soon();
        Assert.Equal((false, 1), (_rig.Engine.Video.IsOpen, _rig.Engine.Video.Disposals));
    }

    [Fact]
    public async Task CALL_096_The_end_does_not_wait_for_a_connection_that_is_being_made()
    {
        using var making = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        _rig.Engine.Calling = m => Block(m == "CreatePeerConnection", making, goOn);
        var session = _rig.Session;
        var update = Task.Run(() => session.UpdateAsync(new([Rig.Member(Rig.Bob, true)]), default).AsTask());
        making.Wait(Until.Deadline);
        await Task.Run(() => session.DisposeAsync().AsTask()).Soon();
        goOn.Set();
        await update.Soon();

        Assert.Equal(1, _rig.Connection.Disposals);
        Assert.Empty(_rig.Connection.Calls);
        Assert.Empty(_rig.Sent);
    }

    [Fact]
    public async Task CALL_096_After_the_end_nobody_is_told_anything()
    {
        var working = new TaskCompletionSource();
        _rig.Engine.Working = (_, _) => working.Task;
        await _rig.Roster(Rig.Member(Rig.Bob, offers: true));
        await _rig.Session.StartAsync(default);
        await Until.True(() => _rig.Connection.Calls.Count > 0);
        await _rig.Session.DisposeAsync().AsTask().Soon();
        working.SetResult();
        _rig.Connection.Become(PeerConnectionState.Connected);
        _rig.Connection.Become(PeerConnectionState.Failed);
        _rig.Connection.Found(Texts.Candidate);
        _rig.Connection.Picture();
        _rig.Engine.Audio.Fail("gone");
        _rig.Hear("description", Rig.Json(Texts.Answer));
        _rig.Provider.OnLineRestored();

        Assert.Empty(_rig.Signals);
        Assert.Empty(_rig.Sent);
    }

    [Fact]
    public async Task An_engine_may_speak_while_it_is_called_and_the_call_ends()
    {
        var session = _rig.Session;
        await _rig.WithBob(offers: false);
        Task? end = null;

        // While the session calls it, the engine waits for its own thread, which speaks; meanwhile the call ends on a third one.
        _rig.Engine.Calling = m =>
        {
            if (m == "SetTrack" && end is null)
            {
                end = Task.Run(() => session.DisposeAsync().AsTask());
                Task.Run(() => _rig.Connection.Become(PeerConnectionState.Connected)).Wait(Until.Deadline);
            }
        };
        await Task.Run(() => session.StartAsync(default).AsTask()).Soon();
        await end!.Soon();
        Assert.InRange(_rig.Signals.Count, 0, 1);
    }

    [Fact]
    public async Task A_member_who_left_loses_the_connection_and_is_heard_no_more()
    {
        await _rig.WithBob(offers: true);
        var former = _rig.Connection;
        await _rig.Roster(Rig.Member(Rig.Carol, offers: false));
        former.Become(PeerConnectionState.Failed);
        former.Found(Texts.Candidate);

        await Until.True(() => former.Disposals == 1);
        Assert.Equal(0, _rig.Engine.Connections[1].Disposals);
        Assert.Empty(_rig.Signals);
        Assert.Single(_rig.Sent);
    }

    [Fact]
    public async Task CALL_096_A_newcomer_who_fails_does_not_keep_a_leaver_connected()
    {
        await _rig.WithBob(offers: true);
        _rig.Engine.Calling = m => Throw(m == "CreatePeerConnection");
        await _rig.Roster(Rig.Member(Rig.Carol, true));
        await Until.True(() => _rig.Connection.Disposals == 1);
        Assert.Equal(Rig.Carol, Assert.IsType<MediaSignal.PeerFailed>(Assert.Single(_rig.Signals)).Party);
    }

    [Fact]
    public async Task CALL_111_A_newcomer_who_fails_is_no_affair_of_the_next()
    {
        int made = 0;
        _rig.Engine.Calling = m => Throw(m == "CreatePeerConnection" && made++ == 0);
        await _rig.Roster(Rig.Member(Rig.Bob, true), Rig.Member(Rig.Carol, true));
        _rig.Engine.Connections[0].Become(PeerConnectionState.Connected);
        Assert.Equal(
            [(typeof(MediaSignal.PeerFailed), Rig.Bob), (typeof(MediaSignal.PeerConnected), Rig.Carol)],
            _rig.Signals.Select(s => (s.GetType(), s is MediaSignal.PeerFailed(var party, _) ? party : ((MediaSignal.PeerConnected)s).Party)));
    }

    [Fact]
    public async Task CALL_111_Nobody_who_comes_in_waits_for_who_has_left()
    {
        await _rig.WithBob(offers: true);
        var closing = new TaskCompletionSource();
        _rig.Connection.Closing = closing.Task;
        await _rig.Roster(Rig.Member(Rig.Carol, offers: false));
        Assert.Equal(2, _rig.Engine.Connections.Count);
        closing.SetResult();
        await _rig.Session.DisposeAsync();
        Assert.All(_rig.Engine.Connections, c => Assert.Equal(1, c.Disposals));
    }

    [Theory]
    [InlineData("AddVideoSink")]
    [InlineData("SetTrack")]
    public async Task CALL_114_A_connection_that_fails_half_way_is_disposed(string member)
    {
        await _rig.Session.StartAsync(default);
        _rig.Engine.Calling = m => Throw(m == member);
        await _rig.Roster(Rig.Member(Rig.Bob, true));
        Assert.Equal(1, _rig.Connection.Disposals);
        Assert.IsType<MediaSignal.PeerFailed>(Assert.Single(_rig.Signals));
    }

    [Theory]
    [InlineData("CreateAudioTrack", 0)]
    [InlineData("CreateVideoTrack", 1)]
    public async Task CALL_096_A_start_that_fails_half_way_leaves_nothing(string member, int made)
    {
        _rig.Engine.Calling = m => Throw(m == member);
        await Assert.ThrowsAsync<InvalidOperationException>(() => _rig.Session.StartAsync(default).AsTask());
        await _rig.Session.DisposeAsync();
        Assert.Equal(made, _rig.Engine.Tracks.Count);
        Assert.All(_rig.Engine.Tracks, t => Assert.Equal((false, 1), (t.IsOpen, t.Disposals)));
    }

    [Theory]
    [InlineData("Audio.Dispose")]
    [InlineData("Audio.SetOpen(False)")]
    [InlineData("Connection.Dispose")]
    public async Task CALL_096_What_fails_to_close_keeps_nothing_else_open(string member)
    {
        await _rig.WithBob(offers: true);
        await _rig.Session.StartAsync(default);
        _rig.Session.SetGate(MediaKind.Video, true);
        _rig.Engine.Calling = m => Throw(m == member);
        await Assert.ThrowsAsync<InvalidOperationException>(() => _rig.Session.DisposeAsync().AsTask());

        Assert.Equal((false, 1), (_rig.Engine.Video.IsOpen, _rig.Engine.Video.Disposals));
        Assert.Equal(member == "Connection.Dispose" ? 0 : 1, _rig.Connection.Disposals);
    }

    [Fact]
    public async Task CALL_094_A_failing_device_is_told()
    {
        await _rig.Session.StartAsync(default);
        _rig.Engine.Video.Fail("unplugged");
        Assert.Equal([new MediaSignal.DeviceUnavailable(MediaKind.Video, "unplugged")], _rig.Signals);
    }

    [Fact]
    public async Task One_connection_that_cannot_be_measured_hides_no_other()
    {
        await _rig.Roster(Rig.Member(Rig.Bob, false), Rig.Member(Rig.Carol, false));
        int asked = 0;
        _rig.Engine.Calling = m =>
        {
            if (m == "GetStats" && asked++ == 0)
            {
                throw new PeerConnectionException("closed");
            }
        };
        Assert.Equal("carol", Assert.Single(await _rig.Session.GetStatsAsync(default)).UserId);
    }

    private static void Block(bool now, ManualResetEventSlim reached, ManualResetEventSlim goOn)
    {
        if (now)
        {
            reached.Set();
            goOn.Wait(Until.Deadline);
        }
    }

    private static void Throw(bool now)
    {
        if (now)
        {
            throw new InvalidOperationException("broken");
        }
    }
}
