using Calling.Media;
using Calling.Providers.WebRtc.PeerConnections;
using Calling.Tests;

namespace Calling.Providers.WebRtc.Tests;

/// <summary>CALL-111: a lost connection is replaced by another one beside it.</summary>
public sealed class RecoveryTests
{
    private static readonly PeerLabel Theirs = new("b1");

    private readonly Rig _rig = new();

    private FakeConnection First => _rig.Engine.Connections[0];

    private FakeConnection Second => _rig.Engine.Connections[1];

    [Fact]
    public async Task CALL_111_Who_offered_first_begins_another_connection_after_two_seconds()
    {
        await Lost(offers: true);
        await _rig.World.AdvanceAsync(TimeSpan.FromSeconds(1.9));
        Assert.Single(_rig.Engine.Connections);
        await _rig.World.AdvanceAsync(TimeSpan.FromSeconds(0.1));
        await Until.True(() => _rig.Descriptions.Count == 2);

        Assert.Equal(["CreateOffer"], Second.Calls);
        Assert.Equal([1, 2], Labels().Select(l => l.Connection));
        Assert.Single(Labels().Select(l => l.Session).Distinct());
        Assert.Equal([null, "b1"], Labels().Select(l => l.To));
        Assert.Equal(0, First.Disposals);
    }

    [Fact]
    public async Task CALL_111_The_other_one_takes_over_when_it_is_connected()
    {
        var sink = new PictureSink();
        using var attached = _rig.Session.AddVideoSink("bob", sink);
        await _rig.Session.StartAsync(default);
        await Lost(offers: true, First => First.Picture());
        await Attempted();
        _rig.Hear("description", Rig.Json(Texts.Answer, Theirs with { Connection = 2 }));
        _rig.Hear("candidate", Rig.Candidate(7, Theirs with { Connection = 2 }));
        await Until.True(() => Second.Calls.Count == 3);
        Assert.Equal(["CreateOffer", "SetRemote Answer", "Candidate 7"], Second.Calls);
        Second.Become(PeerConnectionState.Connecting);
        Assert.Empty(Second.Tracks);
        Second.Become(PeerConnectionState.Connected);
        await Until.True(() => Second.VideoSinks.Contains(sink));
        Assert.Equal(0, First.Disposals);
        await Retired(First);

        Assert.Equal((_rig.Engine.Audio, _rig.Engine.Video), (Second.Tracks[MediaKind.Audio], Second.Tracks[MediaKind.Video]));
        Second.Picture();
        First.Become(PeerConnectionState.Failed);
        await _rig.World.AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(2, sink.Frames);
        Assert.Equal(2, _rig.Engine.Connections.Count);
        Assert.Equal(
            [new MediaSignal.PeerConnected(Rig.Bob), new MediaSignal.FirstVideoFrame(Rig.Bob), new MediaSignal.PeerInterrupted(Rig.Bob), new MediaSignal.PeerConnected(Rig.Bob)],
            _rig.Signals);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CALL_111_An_attempt_under_way_takes_over_though_the_old_connection_comes_back(bool backFirst)
    {
        // The other side may have taken it already: the newest is what both end up with, whatever comes first, and nothing more is told.
        await Lost(offers: true);
        await Attempted();
        foreach (var connection in backFirst ? new[] { First, Second } : [Second, First])
        {
            connection.Become(PeerConnectionState.Connected);
        }

        await Retired(First);
        First.Become(PeerConnectionState.Failed);
        await _rig.World.AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.Equal((2, 0), (_rig.Engine.Connections.Count, Second.Disposals));
        Assert.Equal(Interrupted(1, back: true), _rig.Signals);
    }

    [Fact]
    public async Task CALL_111_An_attempt_that_does_not_connect_is_given_up_once_the_old_connection_is_back()
    {
        await Lost(offers: true);
        await Attempted();
        First.Become(PeerConnectionState.Connected);
        await _rig.World.AdvanceAsync(TimeSpan.FromSeconds(7.9));
        Assert.Equal(0, Second.Disposals);
        await Retired(Second);
        await _rig.World.AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.Equal((2, 0), (_rig.Engine.Connections.Count, First.Disposals));
        Assert.Equal(Interrupted(1, back: true), _rig.Signals);
    }

    [Fact]
    public async Task CALL_111_A_connection_that_comes_back_by_itself_needs_no_other()
    {
        await Lost(offers: true);
        First.Become(PeerConnectionState.Connected);
        await _rig.World.AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.Single(_rig.Engine.Connections);
        Assert.Equal(Interrupted(1, back: true), _rig.Signals);
    }

    [Fact]
    public async Task CALL_111_Attempts_go_on_each_a_little_longer()
    {
        await Lost(offers: true);
        int known = 1;
        foreach (int seconds in new[] { 2, 3, 4, 5, 6, 7 })
        {
            await _rig.World.AdvanceAsync(TimeSpan.FromSeconds(seconds - 0.1));
            Assert.Equal(known, _rig.Engine.Connections.Count);
            await _rig.World.AdvanceAsync(TimeSpan.FromSeconds(0.1));
            known++;
            await Until.True(() => _rig.Descriptions.Count == known);
        }

        await Until.True(() => _rig.Engine.Connections.Count(c => c.Disposals == 1) == 5);
        Assert.Equal((0, 0), (First.Disposals, _rig.Engine.Connections[^1].Disposals));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], Labels().Select(l => l.Connection));
        await _rig.Session.DisposeAsync();
        Assert.All(_rig.Engine.Connections, c => Assert.Equal(1, c.Disposals));
        await _rig.World.AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(7, _rig.Engine.Connections.Count);
    }

    [Fact]
    public async Task CALL_111_A_failed_connection_is_replaced_at_once_and_the_call_goes_on()
    {
        await _rig.WithBob(offers: true);
        First.Become(PeerConnectionState.Connected);
        First.Become(PeerConnectionState.Failed, "no path");
        await _rig.World.AdvanceAsync(TimeSpan.Zero);
        await Until.True(() => _rig.Descriptions.Count == 2);
        Second.Become(PeerConnectionState.Failed);
        await Until.True(() => Second.Disposals == 1);
        await _rig.World.AdvanceAsync(TimeSpan.FromSeconds(3));
        await Until.True(() => _rig.Descriptions.Count == 3);
        Assert.Equal(Interrupted(1, back: false), _rig.Signals);
    }

    [Fact]
    public async Task CALL_111_Who_answered_asks_for_another_connection()
    {
        await Lost(offers: false);
        await _rig.World.AdvanceAsync(TimeSpan.FromSeconds(2));
        await Until.True(() => _rig.Sent.Count == 2);
        Assert.Equal(["description", "again"], _rig.Sent);
        Assert.Equal(new("", "b1", 1), Labels()[^1] with { Session = "" });

        _rig.Hear("description", Rig.Json(Texts.Offer, Theirs with { Connection = 5 }));
        await Until.True(() => _rig.Descriptions.Count == 2);
        Assert.Equal(["SetRemote Offer", "CreateAnswer"], Second.Calls);
        Assert.Equal(5, Labels()[^1].Connection);
        Second.Become(PeerConnectionState.Connected);
        await Retired(First);
        Assert.Equal(Interrupted(1, back: true), _rig.Signals);
    }

    [Fact]
    public async Task CALL_111_Asked_for_another_connection_who_offers_makes_it_once()
    {
        await _rig.WithBob(offers: true);
        First.Become(PeerConnectionState.Connected);
        await _rig.World.AdvanceAsync(TimeSpan.FromSeconds(5));
        for (int i = 0; i < 100; i++)
        {
            _rig.Hear("again", PeerMessages.Write(Theirs));
        }

        await Until.True(() => _rig.Descriptions.Count >= 2);

        // The other side alone was cut off: nothing is interrupted here, and a late request is about a connection that is gone.
        Second.Become(PeerConnectionState.Connected);
        await Retired(First);
        await _rig.World.AdvanceAsync(TimeSpan.FromSeconds(5));
        _rig.Hear("again", PeerMessages.Write(Theirs));
        await _rig.World.AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(2, _rig.Engine.Connections.Count);
        Assert.Equal([new MediaSignal.PeerConnected(Rig.Bob)], _rig.Signals);
    }

    [Fact]
    public async Task CALL_111_What_the_peer_wanted_shortly_before_has_its_time()
    {
        await Lost(offers: true);
        await _rig.World.AdvanceAsync(TimeSpan.FromSeconds(1.5));
        _rig.Hear("again", PeerMessages.Write(Theirs));
        await Until.True(() => _rig.Descriptions.Count == 2);
        await _rig.World.AdvanceAsync(TimeSpan.FromSeconds(2.9));
        Assert.Equal((2, 0), (_rig.Engine.Connections.Count, Second.Disposals));
        await _rig.World.AdvanceAsync(TimeSpan.FromSeconds(0.1));
        await Until.True(() => Second.Disposals == 1 && _rig.Descriptions.Count == 3);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CALL_111_An_attempt_that_the_peer_alone_wanted_has_its_time(bool offers)
    {
        await _rig.WithBob(offers);
        _rig.Hear("description", Rig.Json(offers ? Texts.Answer : Texts.Offer, Theirs));
        First.Become(PeerConnectionState.Connected);
        await _rig.World.AdvanceAsync(TimeSpan.FromSeconds(5));
        _rig.Hear(offers ? "again" : "description", offers ? PeerMessages.Write(Theirs) : Rig.Json(Texts.Offer, Theirs with { Connection = 2 }));
        await Until.True(() => _rig.Engine.Connections.Count == 2);
        await _rig.World.AdvanceAsync(TimeSpan.FromSeconds(7.9));
        Assert.Equal(0, Second.Disposals);
        await _rig.World.AdvanceAsync(TimeSpan.FromSeconds(0.1));
        await Until.True(() => Second.Disposals == 1);
        Assert.Equal(0, First.Disposals);
        Assert.Equal([new MediaSignal.PeerConnected(Rig.Bob)], _rig.Signals);
    }

    [Fact]
    public async Task CALL_111_A_restored_line_begins_at_once_what_a_lost_line_could_not()
    {
        await Lost(offers: true);
        _rig.IsUp = false;
        await _rig.World.AdvanceAsync(TimeSpan.FromSeconds(3.5));
        await Until.True(() => _rig.Refused == 1);
        _rig.IsUp = true;
        _rig.Provider.OnLineRestored();
        await Until.True(() => _rig.Descriptions.Count == 2);
        Assert.Equal(3, Labels()[^1].Connection);

        var other = new Rig();
        await Lost(offers: false, rig: other);
        other.Provider.OnLineRestored();
        await Until.True(() => other.Sent.Count == 2);
        Assert.Equal("again", other.Sent[^1]);
    }

    [Fact]
    public async Task CALL_097_Another_certificate_is_refused_and_the_call_goes_on()
    {
        var other = Texts.Answer with { Sdp = Texts.Answer.Sdp.Replace("0F:", "1F:", StringComparison.Ordinal) };
        await Lost(offers: true);
        await Attempted();
        _rig.Hear("description", Rig.Json(other, Theirs with { Connection = 2 }));
        await Until.True(() => Second.Disposals == 1);
        Second.Become(PeerConnectionState.Connected);
        Assert.Equal(["CreateOffer"], Second.Calls);
        Assert.Equal(Interrupted(1, back: false), _rig.Signals);

        await _rig.World.AdvanceAsync(TimeSpan.FromSeconds(3));
        await Until.True(() => _rig.Descriptions.Count == 3);
        _rig.Hear("description", Rig.Json(Texts.Answer, Theirs with { Connection = 3 }));
        await Until.True(() => _rig.Engine.Connections[2].Calls.Contains("SetRemote Answer"));
    }

    [Fact]
    public async Task CALL_113_Old_numbers_and_floods_of_offers_begin_nothing()
    {
        await _rig.WithBob(offers: false);
        _rig.Hear("description", Rig.Json(Texts.Offer, Theirs with { Connection = 10 }));
        await Until.True(() => _rig.Descriptions.Count == 1);
        First.Become(PeerConnectionState.Connected);
        await _rig.World.AdvanceAsync(TimeSpan.FromSeconds(5));
        _rig.Hear("description", Rig.Json(Texts.Offer, Theirs with { Connection = 9 }));
        _rig.Hear("candidate", Rig.Candidate(1, Theirs with { Connection = 9 }));
        _rig.Hear("candidate", Rig.Candidate(1, Theirs with { Connection = 11 }));
        for (int i = 11; i < 1_000; i++)
        {
            _rig.Hear("description", Rig.Json(Texts.Offer, Theirs with { Connection = i }));
        }

        await Until.True(() => _rig.Descriptions.Count == 2);
        Assert.Equal(2, _rig.Engine.Connections.Count);
        Assert.Equal(["SetRemote Offer", "CreateAnswer"], First.Calls);
        Assert.Equal(["SetRemote Offer", "CreateAnswer"], Second.Calls);
        Assert.Equal(11, Labels()[^1].Connection);
    }

    [Fact]
    public async Task CALL_091_A_camera_that_came_on_during_the_loss_shows_a_first_picture()
    {
        await Lost(offers: true, First => First.Picture());
        await _rig.Roster(Rig.Member(Rig.Bob, offers: true, camera: true));
        await Attempted();
        Second.Become(PeerConnectionState.Connected);
        Second.Picture();
        Second.Picture();
        Assert.Equal(2, _rig.Signals.Count(s => s is MediaSignal.FirstVideoFrame));
    }

    [Fact]
    public async Task Statistics_count_on()
    {
        await Lost(offers: true);
        Assert.Equal([(100, 5_000, 3)], await Measured(new StreamStats(MediaKind.Video, false, "VP8", 100, 5_000, 3, null, 0)));

        // A stack forgets a stream that has ended.
        Assert.Equal([(100, 5_000, 3)], await Measured(new StreamStats(MediaKind.Video, false, "VP8", 0, 0, 0, null, 0)));
        await Attempted();
        Second.Become(PeerConnectionState.Connected);
        Assert.Equal(
            [(110, 5_500, 4), (7, 70, 0)],
            await Measured(new(MediaKind.Video, false, "VP8", 10, 500, 1, null, 0), new(MediaKind.Audio, true, "opus", 7, 70, 0, null, 0)));

        async Task<IEnumerable<(long, long, long)>> Measured(params StreamStats[] streams)
        {
            _rig.Engine.Streams = streams;
            return Assert.Single(await _rig.Session.GetStatsAsync(default)).Streams.Select(s => (s.Packets, s.Bytes, s.PacketsLost));
        }
    }

    [Fact]
    public async Task CALL_114_An_engine_that_makes_no_other_connection_is_asked_again()
    {
        await Lost(offers: true);
        int asked = 0;
        _rig.Engine.Calling = m =>
        {
            if (m == "CreatePeerConnection")
            {
                Interlocked.Increment(ref asked);
                throw new InvalidOperationException("broken");
            }
        };
        await _rig.World.AdvanceAsync(TimeSpan.FromSeconds(4));
        await Until.True(() => Volatile.Read(ref asked) == 1);
        _rig.Engine.Calling = _ => { };
        await _rig.World.AdvanceAsync(TimeSpan.FromSeconds(1));
        await Until.True(() => _rig.Descriptions.Count == 2);
        Assert.Equal(Interrupted(1, back: false), _rig.Signals);
    }

    /// <summary>It is let go of a moment after another one took over.</summary>
    private async Task Retired(FakeConnection connection)
    {
        for (int i = 0; i < 2_000 && connection.Disposals == 0; i++)
        {
            await Task.Delay(1);
            await _rig.World.AdvanceAsync(TimeSpan.FromMilliseconds(10));
        }

        Assert.Equal(1, connection.Disposals);
    }

    /// <summary>Bob's connection was up and is lost.</summary>
    private async Task Lost(bool offers, Action<FakeConnection>? meanwhile = null, Rig? rig = null)
    {
        rig ??= _rig;
        await rig.WithBob(offers);
        rig.Hear("description", Rig.Json(offers ? Texts.Answer : Texts.Offer, Theirs));
        await Until.True(() => rig.Engine.Connections[0].Calls.Any(c => c.StartsWith(offers ? "SetRemote" : "CreateAnswer", StringComparison.Ordinal)));
        await Until.True(() => rig.Sent.Count == 1);
        rig.Engine.Connections[0].Become(PeerConnectionState.Connected);
        meanwhile?.Invoke(rig.Engine.Connections[0]);
        rig.Engine.Connections[0].Become(PeerConnectionState.Disconnected);
    }

    /// <summary>The second connection has made its offer.</summary>
    private async Task Attempted()
    {
        await _rig.World.AdvanceAsync(TimeSpan.FromSeconds(2));
        await Until.True(() => _rig.Descriptions.Count == 2);
    }

    private List<PeerLabel> Labels() => [.. _rig.Messages.Select(m => PeerMessages.ReadLabel(m.Payload))];

    private static List<MediaSignal> Interrupted(int times, bool back)
    {
        List<MediaSignal> signals = [new MediaSignal.PeerConnected(Rig.Bob)];
        for (int i = 0; i < times; i++)
        {
            signals.Add(new MediaSignal.PeerInterrupted(Rig.Bob));
            if (back)
            {
                signals.Add(new MediaSignal.PeerConnected(Rig.Bob));
            }
        }

        return signals;
    }
}
