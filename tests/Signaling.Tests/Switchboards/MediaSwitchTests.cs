using Calling.Providers;
using static Calling.Signaling.Tests.Switchboards.Board;

namespace Calling.Signaling.Tests.Switchboards;

/// <summary>Audio to video and back in an answered 1:1 call (section 11).</summary>
public sealed class MediaSwitchTests
{
    [Fact]
    public void CALL_100_audio_to_video_asks_and_begins_once_the_other_agreed_with_cameras_off()
    {
        var board = Board.Connected(CallMedia.Audio);
        Assert.Equal("Done", Word(board.Ask(A, "x", CallMedia.Video, "r")));
        Assert.Equal("", board.Told(A));
        Assert.Equal("MediaRequested(r alice Video)", board.Told(B));
        Assert.Equal(CallMedia.Audio, board.View(B, "x")!.Details.Media);
        Assert.Equal("r", board.View(B, "x")!.MediaRequest!.RequestId);
        Assert.Equal("r", board.View(A, "x")!.MediaRequest!.RequestId);
        board.Clear();
        Assert.Equal("Done", Word(board.Answer(B, "x", "r", true)));
        Assert.Equal("MediaChanged(Video alice)", board.Told(A));
        Assert.Equal("MediaChanged(Video alice)", board.Told(B));
        var view = board.View(A, "x")!;
        Assert.Equal((CallMedia.Video, null), (view.Details.Media, view.MediaRequest));
        Assert.False(Assert.Single(view.Members).Media.CameraOn);
        board.Submit(B, new CallCommand.SetMediaState("x", "s", On));
        Assert.Equal("MediaChanged(Video alice) MediaState(mic+cam)", board.Told(A));
    }

    [Fact]
    public void CALL_100_a_camera_stays_off_in_an_audio_call()
    {
        var board = Board.With(A, B);
        board.Place(A, "x", "bob", CallMedia.Audio);
        board.Accept(B, "x");
        Assert.False(board.View(A, "x")!.Members[0].Media.CameraOn);
        Assert.False(board.View(B, "x")!.Members[0].Media.CameraOn);
        board.Clear();
        Assert.Equal("Done", Word(board.Submit(A, new CallCommand.SetMediaState("x", "s", On))));
        Assert.Equal("", board.Told(B));
        board.Submit(A, new CallCommand.SetMediaState("x", "t", new(false, true)));
        Assert.Equal("MediaState()", board.Told(B));
    }

    [Fact]
    public void CALL_100_087_a_request_does_not_move_with_its_user_and_nobody_agrees_to_the_own_one()
    {
        var board = Board.Connected(CallMedia.Audio, A2);
        board.Ask(A, "x", CallMedia.Video, "r");
        board.Clear();
        Assert.Equal("Done(x member)", Word(board.Submit(A2, new CallCommand.JoinCall("x", "j", On))));
        Assert.Equal("MediaRequestClosed(r Withdrawn) MemberMoved", board.Told(B));
        Assert.Equal("NotFound", Word(board.Answer(A2, "x", "r", true)));
        Assert.Null(board.View(B, "x")!.MediaRequest);

        // One that waits for the user who moves still does.
        board.Ask(B, "x", CallMedia.Video, "s");
        Assert.Equal("Done(x member)", Word(board.Submit(A, new CallCommand.JoinCall("x", "k", On))));
        Assert.Equal("s", board.View(A, "x")!.MediaRequest!.RequestId);
        Assert.Equal("Done", Word(board.Answer(A, "x", "s", true)));
        Assert.Equal(CallMedia.Video, board.View(B, "x")!.Details.Media);
    }

    [Fact]
    public void CALL_101_video_to_audio_applies_at_once_for_both_and_stops_both_cameras()
    {
        var board = Board.Connected(CallMedia.Video);
        Assert.Equal("Done", Word(board.Ask(B, "x", CallMedia.Audio)));
        Assert.Equal("MediaChanged(Audio bob)", board.Told(A));
        Assert.Equal("MediaChanged(Audio bob)", board.Told(B));
        Assert.Equal(CallMedia.Audio, board.View(A, "x")!.Details.Media);
        Assert.Equal(new(true, false), board.View(A, "x")!.Members[0].Media);
        Assert.Equal(new(true, false), board.View(B, "x")!.Members[0].Media);
        board.End(A, "x");
        Assert.Equal(CallMedia.Audio, board.Records.Single().Details.Media);
    }

    [Theory]
    [InlineData(CallMedia.Audio)]
    [InlineData(CallMedia.Video)]
    public void CALL_102_asking_for_what_it_is_changes_nothing(CallMedia media)
    {
        var board = Board.Connected(media);
        Assert.Equal("Done", Word(board.Ask(A, "x", media)));
        Assert.Equal("", board.Told(A) + board.Told(B));
        Assert.Null(board.View(A, "x")!.MediaRequest);
    }

    [Fact]
    public void CALL_102_a_refused_request_is_reported_to_both_and_changes_nothing()
    {
        var board = Board.Connected(CallMedia.Audio);
        board.Ask(A, "x", CallMedia.Video, "r");
        board.Clear();
        Assert.Equal("Done", Word(board.Answer(B, "x", "r", false)));
        Assert.Equal("MediaRequestClosed(r Refused)", board.Told(A));
        Assert.Equal("MediaRequestClosed(r Refused)", board.Told(B));
        Assert.Equal(CallMedia.Audio, board.View(A, "x")!.Details.Media);
        Assert.Equal("NotFound", Word(board.Answer(B, "x", "r", true)));
        Assert.Equal("Done", Word(board.Ask(A, "x", CallMedia.Video, "s")));
    }

    [Fact]
    public void CALL_102_a_request_expires_after_30_s_and_reaches_nobody_later()
    {
        var board = Board.Connected(CallMedia.Audio);
        board.Ask(A, "x", CallMedia.Video, "r");
        board.Clear();
        board.Wait(29.9);
        Assert.Equal("", board.Told(A) + board.Told(B));
        board.Wait(0.1);
        Assert.Equal("MediaRequestClosed(r Expired)", board.Told(A));
        Assert.Equal("MediaRequestClosed(r Expired)", board.Told(B));
        Assert.Equal("NotFound", Word(board.Answer(B, "x", "r", true)));
        board.Wait(120);
        Assert.Equal("MediaRequestClosed(r Expired)", board.Told(A));
        Assert.Null(board.Calls.Calls["x"].Ending);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void CALL_102_an_answer_and_the_expiry_at_the_same_moment_decide_once(bool answerFirst)
    {
        var board = Board.Connected(CallMedia.Audio);
        board.Ask(A, "x", CallMedia.Video, "r");
        board.Clear();
        board.Now += TimeSpan.FromSeconds(30);
        if (answerFirst)
        {
            board.Answer(B, "x", "r", true);
        }

        board.Apply(new Calling.Signaling.Switchboards.ServerCommand.Tick("x"));
        board.Answer(B, "x", "r", true);
        Assert.Equal(answerFirst ? "MediaChanged(Video alice)" : "MediaRequestClosed(r Expired)", board.Told(A));
        Assert.Equal(board.Told(A), board.Told(B));
    }

    [Fact]
    public void CALL_102_one_request_is_in_flight_and_a_retry_is_answered_as_before()
    {
        var board = Board.Connected(CallMedia.Audio);
        Assert.Equal("Done", Word(board.Ask(A, "x", CallMedia.Video, "r")));
        Assert.Equal("Done", Word(board.Ask(A, "x", CallMedia.Video, "r")));
        Assert.Equal("NotAllowed", Word(board.Ask(A, "x", CallMedia.Video, "s")));
        Assert.Equal("NotAllowed", Word(board.Answer(A, "x", "r", true)));
        Assert.Equal("NotFound", Word(board.Answer(B, "x", "s", true)));
        Assert.Equal("MediaRequested(r alice Video)", board.Told(B));
        Assert.Equal("Done", Word(board.Answer(B, "x", "r", true, "t")));
        Assert.Equal("Done", Word(board.Answer(B, "x", "r", true, "t")));
        Assert.Equal("Done", Word(board.Ask(A, "x", CallMedia.Video, "r")));
        Assert.Equal("MediaRequested(r alice Video) MediaChanged(Video alice)", board.Told(B));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void CALL_102_crossing_equal_requests_agree(bool aliceFirst)
    {
        var board = Board.Connected(CallMedia.Audio);
        var (first, second) = aliceFirst ? (A, B) : (B, A);
        board.Ask(first, "x", CallMedia.Video, "r");
        Assert.Equal("Done", Word(board.Ask(second, "x", CallMedia.Video, "s")));
        Assert.Equal($"MediaChanged(Video {first.UserId})", board.Told(first));
        Assert.Equal($"MediaRequested(r {first.UserId} Video) MediaChanged(Video {first.UserId})", board.Told(second));
        Assert.Equal("NotFound", Word(board.Answer(second, "x", "r", false)));
        Assert.Null(board.View(A, "x")!.MediaRequest);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void CALL_102_audio_beats_a_request_that_waits_whoever_says_it(bool byAsker)
    {
        var board = Board.Connected(CallMedia.Audio);
        board.Ask(A, "x", CallMedia.Video, "r");
        board.Clear();
        Assert.Equal("Done", Word(board.Ask(byAsker ? A : B, "x", CallMedia.Audio)));
        Assert.Equal("MediaRequestClosed(r Withdrawn)", board.Told(A));
        Assert.Equal("MediaRequestClosed(r Withdrawn)", board.Told(B));
        Assert.Equal("NotFound", Word(board.Answer(B, "x", "r", true)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void CALL_102_audio_and_video_that_cross_end_in_audio(bool audioFirst)
    {
        var board = Board.Connected(CallMedia.Video);
        board.Ask(A, "x", audioFirst ? CallMedia.Audio : CallMedia.Video);
        board.Ask(A, "x", audioFirst ? CallMedia.Video : CallMedia.Audio);
        Assert.Equal(CallMedia.Audio, board.View(A, "x")!.Details.Media);
    }

    [Fact]
    public void CALL_113_only_a_member_of_an_answered_call_asks_and_answers()
    {
        var board = Board.With(A, B, B2);
        var stranger = new CallParty("mallory", "m1");
        board.Place(A, "x", "bob", CallMedia.Audio);
        board.Clear();
        Assert.Equal("NotAllowed", Word(board.Ask(A, "x", CallMedia.Video)));
        Assert.Equal("NotAllowed", Word(board.Ask(B, "x", CallMedia.Video)));
        Assert.Equal("NotFound", Word(board.Ask(stranger, "x", CallMedia.Video)));
        board.Accept(B, "x");
        board.Ask(A, "x", CallMedia.Video, "r");
        board.Clear();
        Assert.Equal("NotFound", Word(board.Answer(stranger, "x", "r", true)));
        Assert.Equal("CallGone(AnsweredElsewhere by bob/b1)", Word(board.Answer(B2, "x", "r", true)));
        Assert.Equal("", board.Told(A) + board.Told(B) + board.Told(B2));
    }

    [Fact]
    public void CALL_102_the_end_of_the_call_closes_a_request()
    {
        var board = Board.Connected(CallMedia.Audio);
        board.Ask(A, "x", CallMedia.Video, "r");
        board.Clear();
        board.End(A, "x");
        board.Wait(60);
        Assert.Equal("Ended(HangUp by alice/a1)", board.Told(B));
        Assert.Equal("CallGone(HangUp by alice/a1)", Word(board.Answer(B, "x", "r", true)));
        board.Wait(150);
        Assert.Empty(board.Calls.Calls);
    }
}
