using Calling.Providers;

namespace Calling.MachineTests;

/// <summary>Section 11: audio to video and back.</summary>
public sealed class SwitchingTests
{
    private static readonly MediaState Sound = new(true, false);
    private static readonly MediaState Both = new(true, true);
    private readonly Loop _loop = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void CALL_100_video_starts_once_the_peer_agreed_and_each_camera_by_its_own_user(bool cameraOff)
    {
        var (alice, bob, call) = Connected(CallMedia.Audio);
        long asked = alice.Ask(call, CallMedia.Video);
        _loop.Drain();
        Assert.Null(alice.Operations[asked]);
        Assert.Equal("Connecting +alice Connected alice:asksVideo", bob.Trace(call));
        Assert.Equal((Sound, Sound, CallMedia.Audio), (alice.Call(call).LocalMedia, bob.Call(call).LocalMedia, alice.Call(call).Details.Media));
        long answered = bob.Answer(call, agree: true, cameraOff);
        _loop.Drain();
        Assert.Equal(("Agreed", "ok"), (alice.Operations[asked], bob.Operations[answered]));
        Assert.Equal((Both, cameraOff ? Sound : Both), (alice.Call(call).LocalMedia, bob.Call(call).LocalMedia));
        Assert.StartsWith("Ringing bob:Accepted Connecting +bob Connected Video(by alice)", alice.Trace(call), StringComparison.Ordinal);
        Assert.Equal("Connecting +alice Connected alice:asksVideo Video(by alice) alice:miccam", bob.Trace(call));
        Assert.Equal(cameraOff ? Sound : Both, alice.Call(call).PeerOf("bob")!.Media);
    }

    [Fact]
    public void CALL_100_a_camera_in_an_audio_call_is_refused()
    {
        var (alice, _, call) = Connected(CallMedia.Audio);
        Assert.Equal("InvalidState", alice.Operations[alice.Camera(call, true)]);
        Assert.Equal(Sound, alice.Call(call).LocalMedia);
    }

    [Fact]
    public void CALL_101_audio_applies_at_once_and_stops_both_cameras()
    {
        var (alice, bob, call) = Connected(CallMedia.Video);
        long asked = bob.Ask(call, CallMedia.Audio);
        Assert.Equal(Sound, bob.Call(call).LocalMedia);
        _loop.Drain();
        Assert.Equal("Agreed", bob.Operations[asked]);
        Assert.Equal((Sound, Sound), (alice.Call(call).LocalMedia, alice.Call(call).PeerOf("bob")!.Media));
        Assert.Equal("Ringing bob:Accepted Connecting +bob Connected Audio(by bob)", alice.Trace(call));
        Assert.Equal("Connecting +alice Connected Audio(by bob)", bob.Trace(call));
    }

    [Fact]
    public void CALL_102_a_refused_request_changes_nothing_and_is_reported()
    {
        var (alice, bob, call) = Connected(CallMedia.Audio);
        long asked = alice.Ask(call, CallMedia.Video);
        _loop.Drain();
        long answered = bob.Answer(call, agree: false);
        _loop.Drain();
        Assert.Equal(("Refused", "ok"), (alice.Operations[asked], bob.Operations[answered]));
        Assert.EndsWith("Connected requestRefused", alice.Trace(call), StringComparison.Ordinal);
        Assert.EndsWith("alice:asksVideo requestRefused", bob.Trace(call), StringComparison.Ordinal);
        Unchanged(alice, bob, call);
        Assert.Equal("InvalidState", bob.Operations[bob.Answer(call, agree: true)]);
    }

    [Fact]
    public void CALL_102_a_request_expires_after_30_s()
    {
        var (alice, bob, call) = Connected(CallMedia.Audio);
        long asked = alice.Ask(call, CallMedia.Video);
        _loop.Advance(TimeSpan.FromSeconds(30) - TimeSpan.FromTicks(1));
        Assert.Null(alice.Operations[asked]);
        _loop.Advance(TimeSpan.FromTicks(1));
        Assert.Equal("Expired", alice.Operations[asked]);
        Assert.EndsWith("Connected requestExpired", alice.Trace(call), StringComparison.Ordinal);
        Assert.EndsWith("alice:asksVideo requestExpired", bob.Trace(call), StringComparison.Ordinal);
        Unchanged(alice, bob, call);
        Assert.Equal("InvalidState", bob.Operations[bob.Answer(call, agree: true)]);
    }

    [Fact]
    public void CALL_102_one_request_is_in_flight_at_a_time()
    {
        var (alice, bob, call) = Connected(CallMedia.Audio);
        alice.Ask(call, CallMedia.Video);
        Assert.Equal("InvalidState", alice.Operations[alice.Ask(call, CallMedia.Video)]);
        _loop.Drain();
        Assert.Equal("InvalidState", alice.Operations[alice.Ask(call, CallMedia.Video)]);
        Assert.Equal(1, bob.Traces[call].Count(w => w == "alice:asksVideo"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void CALL_102_crossing_requests_for_video_agree(bool aliceFirst)
    {
        var (alice, bob, call) = Connected(CallMedia.Audio);
        long alices = alice.Ask(call, CallMedia.Video);
        long bobs = bob.Ask(call, CallMedia.Video);
        _loop.DeliverFirst(p => p.Device == (aliceFirst ? alice : bob).Party && p.Command is CallCommand.AskMedia);
        _loop.Drain();
        Assert.Equal(("Agreed", "Agreed"), (alice.Operations[alices], bob.Operations[bobs]));
        Assert.Equal((Both, Both), (alice.Call(call).LocalMedia, bob.Call(call).LocalMedia));
        Assert.Equal((1, 1), (alice.Traces[call].Count(w => w.StartsWith("Video(by", StringComparison.Ordinal)), bob.Traces[call].Count(w => w.StartsWith("Video(by", StringComparison.Ordinal))));
        Assert.DoesNotContain(alice.Traces[call].Concat(bob.Traces[call]), w => w.Contains("asks", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void CALL_102_audio_beats_video(bool audioFirst)
    {
        var (alice, bob, call) = Connected(CallMedia.Audio);
        long video = alice.Ask(call, CallMedia.Video);
        if (!audioFirst)
        {
            _loop.Drain();
        }

        long audio = bob.Ask(call, CallMedia.Audio);
        _loop.Drain();
        Assert.Equal("Agreed", bob.Operations[audio]);
        if (audioFirst)
        {
            // It was audio already, so there was nothing to beat: the request waits for its answer.
            Assert.Null(alice.Operations[video]);
        }
        else
        {
            Assert.Equal("Withdrawn", alice.Operations[video]);
            Assert.EndsWith("alice:asksVideo requestWithdrawn", bob.Trace(call), StringComparison.Ordinal);
        }

        Unchanged(alice, bob, call);
    }

    [Fact]
    public void CALL_102_who_asked_may_think_better_of_it()
    {
        var (alice, bob, call) = Connected(CallMedia.Audio);
        long video = alice.Ask(call, CallMedia.Video);
        _loop.Drain();
        long audio = alice.Ask(call, CallMedia.Audio);
        _loop.Drain();
        Assert.Equal(("Withdrawn", "Agreed"), (alice.Operations[video], alice.Operations[audio]));
        Assert.EndsWith("Connected requestWithdrawn", alice.Trace(call), StringComparison.Ordinal);
        Assert.EndsWith("alice:asksVideo requestWithdrawn", bob.Trace(call), StringComparison.Ordinal);
        Unchanged(alice, bob, call);
    }

    [Fact]
    public void CALL_102_an_agreement_that_a_change_to_audio_beat_is_told_as_withdrawn()
    {
        var (alice, bob, call) = Connected(CallMedia.Audio);
        long video = alice.Ask(call, CallMedia.Video);
        _loop.Drain();
        bob.Answer(call, agree: true);
        long audio = alice.Ask(call, CallMedia.Audio);
        _loop.DeliverFirst(p => p.Device == alice.Party && p.Command is CallCommand.AskMedia { Media: CallMedia.Audio });
        _loop.Drain();
        Assert.Equal(("Withdrawn", "Agreed"), (alice.Operations[video], alice.Operations[audio]));
        Assert.EndsWith("alice:asksVideo requestWithdrawn", bob.Trace(call), StringComparison.Ordinal);
        Unchanged(alice, bob, call);
    }

    [Fact]
    public void CALL_102_who_refuses_and_asks_at_once_is_told_of_both()
    {
        var (alice, bob, call) = Connected(CallMedia.Audio);
        alice.Ask(call, CallMedia.Video);
        _loop.Drain();
        bob.Answer(call, agree: false);
        long own = bob.Ask(call, CallMedia.Video);
        _loop.Drain();
        Assert.EndsWith("alice:asksVideo requestRefused", bob.Trace(call), StringComparison.Ordinal);
        alice.Answer(call, agree: true);
        _loop.Drain();
        Assert.Equal("Agreed", bob.Operations[own]);
        Assert.Equal((Both, Both), (alice.Call(call).LocalMedia, bob.Call(call).LocalMedia));
    }

    [Fact]
    public void CALL_102_without_consent_it_is_agreed_at_once_and_the_peers_camera_stays_off()
    {
        var (alice, bob, call) = Connected(CallMedia.Audio, new() { SwitchConsent = SwitchConsent.Off });
        long asked = alice.Ask(call, CallMedia.Video);
        _loop.Drain();
        Assert.Equal("Agreed", alice.Operations[asked]);
        Assert.Equal((Both, Sound), (alice.Call(call).LocalMedia, bob.Call(call).LocalMedia));
        Assert.Equal("Connecting +alice Connected Video(by alice) alice:miccam", bob.Trace(call));
        bob.Camera(call, true);
        _loop.Drain();
        Assert.Equal(Both, alice.Call(call).PeerOf("bob")!.Media);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void CALL_100_a_call_that_ends_meanwhile_fails_the_request(bool before)
    {
        var (alice, bob, call) = Connected(CallMedia.Audio);
        long asked;
        if (before)
        {
            asked = alice.Ask(call, CallMedia.Video);
            bob.HangUp(call);
        }
        else
        {
            bob.HangUp(call);
            asked = alice.Ask(call, CallMedia.Video);
        }

        _loop.Drain();
        Assert.Equal("CallGone:RemoteHangUp", alice.Operations[asked]);
        Assert.Equal("CallGone:RemoteHangUp", alice.Operations[alice.Ask(call, CallMedia.Video)]);
    }

    [Fact]
    public void CALL_110_an_answer_that_was_lost_with_the_line_is_made_up_for()
    {
        var (alice, bob, call) = Connected(CallMedia.Audio);
        long asked = alice.Ask(call, CallMedia.Video);
        _loop.Drain();
        _loop.Cut(alice);
        bob.Answer(call, agree: true);
        _loop.Drain();
        _loop.Restore(alice);
        _loop.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("Agreed", alice.Operations[asked]);
        Assert.Equal((Both, Both), (alice.Call(call).LocalMedia, bob.Call(call).PeerOf("alice")!.Media));
    }

    private (Device Alice, Device Bob, string Call) Connected(CallMedia media, CallingOptions? bobs = null)
    {
        var (alice, bob) = (_loop.Add("alice"), _loop.Add("bob", options: bobs));
        string call = alice.Place("bob", media);
        _loop.Drain();
        bob.Accept(call);
        _loop.Drain();
        return (alice, bob, call);
    }

    private static void Unchanged(Device alice, Device bob, string call) => Assert.All(
        new[] { alice, bob },
        d => Assert.Equal((CallMedia.Audio, Sound, CallState.Connected), (d.Call(call).Details.Media, d.Call(call).LocalMedia, d.Call(call).State)));
}
