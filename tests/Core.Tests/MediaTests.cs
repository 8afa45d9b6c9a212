using Calling.Core.Tests.Support;
using Calling.Machines;
using Calling.Media;
using Calling.Providers;

namespace Calling.Core.Tests;

public class MediaTests
{
    private readonly Rig _rig = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IEnumerable<MediaSignal> MediaSignals
        => _rig.Inputs.OfType<ClientInput.Call>().Select(call => call.Input).OfType<CallInput.Media>().Select(media => media.Value);

    private async Task<ICallSession> PlaceAsync(VideoSource? source = null)
    {
        await _rig.LoginAsync();
        return await _rig.PlaceAsync(source);
    }

    private static Effect.OpenMedia Open(ICallSession session) => new(session.CallId, CallMedia.Video, new MediaGrant("ice", "secret"));

    [Fact]
    public async Task CALL_098_Media_is_made_with_the_sources_of_the_call()
    {
        var pattern = new VideoSource.TestPattern();
        ICallSession session = await PlaceAsync(pattern);
        _rig.Do(Open(session));
        MediaPlan plan = Assert.Single(_rig.Line.Opened).Plan;
        Assert.Equal(session.CallId, plan.CallId);
        Assert.Equal(new CallParty("alice", "d1"), plan.Self);
        Assert.Equal((new AudioSource.Microphone(), pattern, new MediaGrant("ice", "secret")), (plan.Audio, plan.Video, plan.Grant));
    }

    [Fact]
    public async Task CALL_098_An_accept_brings_its_own_sources()
    {
        await _rig.LoginAsync();
        _rig.Do(new Effect.OpenSession(Rig.Call("c", CallState.Incoming)), new Effect.PublishIncoming("c"));
        ICallSession session = Assert.Single(_rig.Client.Calls);
        _ = session.AcceptAsync(new AcceptOptions { AudioSource = new AudioSource.Tone(), CameraOff = true }, Ct);
        CallInput.Accept accept = _rig.Inputs.OfType<ClientInput.Call>().Select(call => call.Input).OfType<CallInput.Accept>().Single();
        Assert.Equal(new MediaState(true, false), accept.Wanted);
        _rig.Do(Open(session));
        Assert.Equal((new AudioSource.Tone(), new VideoSource.Camera()), (_rig.Line.Opened[0].Plan.Audio, _rig.Line.Opened[0].Plan.Video));
    }

    [Fact]
    public async Task CALL_099_Accepting_an_audio_call_never_asks_for_the_camera()
    {
        await _rig.LoginAsync();
        _rig.Do(new Effect.OpenSession(Rig.Call("c", CallState.Incoming) with { Media = CallMedia.Audio }));
        _ = _rig.Client.Calls[0].AcceptAsync(ct: Ct);
        CallInput.Accept accept = _rig.Inputs.OfType<ClientInput.Call>().Select(call => call.Input).OfType<CallInput.Accept>().Single();
        Assert.Equal(new MediaState(true, false), accept.Wanted);
    }

    [Fact]
    public async Task CALL_090_Steps_run_one_at_a_time_in_order()
    {
        ICallSession session = await PlaceAsync();
        var preparing = new TaskCompletionSource();
        _rig.Line.Making = media => media.Working = (step, _) => step == "prepare" ? preparing.Task : Task.CompletedTask;
        _rig.Do(
            Open(session),
            new Effect.StartMedia(session.CallId),
            new Effect.UpdateMedia(session.CallId, new MediaRoster([])));
        Assert.Equal(["prepare"], _rig.Line.Opened[0].Steps);
        preparing.SetResult();
        Assert.Equal(["prepare", "start", "update 0"], _rig.Line.Opened[0].Steps);
    }

    [Theory]
    [InlineData("make")]
    [InlineData("prepare")]
    [InlineData("start")]
    public async Task CALL_114_A_fault_of_the_media_becomes_one_Failed_and_no_step_follows(string where)
    {
        ICallSession session = await PlaceAsync();
        _rig.Line.Making = media =>
        {
            media.Working = (step, _) => step == where ? throw new CallException(CallErrorCode.EngineUnavailable, "no engine") : Task.CompletedTask;
            if (where == "make")
            {
                throw new CallException(CallErrorCode.EngineUnavailable, "no engine");
            }
        };
        _rig.Do(Open(session), new Effect.StartMedia(session.CallId), new Effect.UpdateMedia(session.CallId, new MediaRoster([])));
        MediaSignal.Failed failed = Assert.IsType<MediaSignal.Failed>(Assert.Single(MediaSignals));
        Assert.Equal("EngineUnavailable", failed.Fault.Code);
        Assert.DoesNotContain("update 0", _rig.Line.Opened[0].Steps);
        await session.HangUpAsync(Ct);
        Assert.Equal(where == "make" ? 0 : 1, _rig.Line.Opened[0].Disposed);
    }

    [Fact]
    public async Task CALL_096_Media_is_disposed_once_when_the_call_ends_and_is_not_heard_after()
    {
        ICallSession session = await PlaceAsync();
        _rig.Do(Open(session), new Effect.StartMedia(session.CallId));
        FakeMedia media = _rig.Line.Opened[0];
        await session.DisposeAsync();
        _rig.Do(new Effect.CloseMedia(session.CallId));
        await _rig.Client.DisposeAsync();
        Assert.Equal(1, media.Disposed);
        media.Observer.OnMedia(new MediaSignal.FirstVideoFrame(new CallParty("bob", "d")));
        Assert.Empty(MediaSignals);
        Assert.Empty(await session.Media.GetStatsAsync(Ct));
    }

    [Fact]
    public async Task CALL_096_Media_that_is_closed_before_it_was_made_is_never_made()
    {
        ICallSession session = await PlaceAsync();
        _rig.Do(Open(session), new Effect.StartMedia(session.CallId), new Effect.CloseMedia(session.CallId));
        Assert.Empty(_rig.Line.Opened);
        await session.DisposeAsync();
    }

    [Fact]
    public async Task CALL_096_Media_that_is_closed_while_it_is_made_is_disposed_once_it_is()
    {
        var rig = new Rig(_ => CallRuntime.System);
        await rig.LoginAsync();
        ICallSession session = await rig.PlaceAsync();
        using var closed = new ManualResetEventSlim();
        var making = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        rig.Line.Making = _ =>
        {
            making.SetResult();
            closed.Wait(TimeSpan.FromSeconds(20));
        };
        rig.Script = input => input is ClientInput.Signal { Value: LineSignal.Snapshot } ? [Open(session)] : null;
        rig.Signal(new LineSignal.Snapshot([]));
        await making.Task.WaitAsync(TimeSpan.FromSeconds(20), Ct);
        await session.HangUpAsync(Ct);
        Task disposing = session.DisposeAsync().AsTask();
        Assert.False(disposing.IsCompleted);
        closed.Set();
        await disposing.WaitAsync(TimeSpan.FromSeconds(20), Ct);
        FakeMedia media = Assert.Single(rig.Line.Opened);
        Assert.Equal((1, 0, 0), (media.Disposed, media.Steps.Count, media.Gates.Count));
    }

    [Fact]
    public async Task CALL_096_Media_that_is_closed_in_the_middle_of_a_step_is_disposed_at_once()
    {
        ICallSession session = await PlaceAsync();
        CancellationToken given = default;
        _rig.Line.Making = media => media.Working = (_, ct) =>
        {
            given = ct;
            return Task.Delay(Timeout.Infinite, ct);
        };
        _rig.Do(Open(session), new Effect.StartMedia(session.CallId));
        await session.HangUpAsync(Ct);
        Assert.True(given.IsCancellationRequested);
        Assert.Equal(1, _rig.Line.Opened[0].Disposed);
        Assert.Equal(["prepare"], _rig.Line.Opened[0].Steps);
        Assert.Empty(MediaSignals);
    }

    [Fact]
    public async Task CALL_096_Signing_out_ends_media_and_previews()
    {
        ICallSession session = await PlaceAsync();
        _rig.Do(Open(session));
        FakeMedia media = _rig.Line.Opened[0];
        var preview = (IAsyncDisposable)await _rig.Client.StartPreviewAsync(new VideoSource.Camera(), new Sink(), Ct);
        await _rig.Client.LogoutAsync(Ct);
        Assert.Equal(1, media.Disposed);
        await preview.DisposeAsync();
        CallException error = await Assert.ThrowsAsync<CallException>(
            () => _rig.Client.StartPreviewAsync(new VideoSource.Camera(), new Sink(), Ct));
        Assert.Equal(CallErrorCode.NotSignedIn, error.Code);
    }

    [Fact]
    public async Task CALL_098_Sinks_attached_early_take_effect_when_media_opens_and_get_nothing_once_detached()
    {
        ICallSession session = await PlaceAsync();
        var early = new Sink();
        var withdrawn = new Sink();
        IDisposable attached = session.Media.AddVideoSink("bob", early);
        session.Media.AddVideoSink("carol", withdrawn).Dispose();
        _rig.Do(Open(session));
        IVideoSink inner = Assert.Single(_rig.Line.Opened[0].VideoSinks).Value;
        Frame(inner);
        early.Throws = true;
        Frame(inner);
        early.Throws = false;
        attached.Dispose();
        attached.Dispose();
        Frame(inner);
        Assert.Equal(2, early.Frames);
        Assert.Empty(_rig.Line.Opened[0].VideoSinks);
        session.Media.AddVideoSink("dave", early);
        Frame(_rig.Line.Opened[0].VideoSinks["dave"]);
        Assert.Equal(3, early.Frames);
    }

    [Fact]
    public async Task CALL_098_Detaching_waits_for_the_frame_that_is_being_shown()
    {
        ICallSession session = await PlaceAsync();
        _rig.Do(Open(session));
        using var showing = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        bool shown = false;
        IDisposable attached = session.Media.AddVideoSink("bob", new Sink
        {
            Shown = () =>
            {
                showing.Set();
                go.Wait(TimeSpan.FromSeconds(20));
                shown = true;
            },
        });
        IVideoSink inner = _rig.Line.Opened[0].VideoSinks["bob"];
        Task frame = Task.Run(() => Frame(inner), Ct);
        Assert.True(showing.Wait(TimeSpan.FromSeconds(20), Ct));
        Task detach = Task.Run(
            () =>
            {
                attached.Dispose();
                Assert.True(shown);
            },
            Ct);
        Assert.False(detach.IsCompleted);
        go.Set();
        await Task.WhenAll(frame, detach).WaitAsync(TimeSpan.FromSeconds(20), Ct);
    }

    private static void Frame(IVideoSink sink)
        => sink.OnFrame(VideoFrame.I420(2, 2, stackalloc byte[6], TimeSpan.Zero));

    private sealed class Sink : IVideoSink
    {
        public int Frames { get; private set; }

        public bool Throws { get; set; }

        public Action Shown { get; init; } = () => { };

        public void OnFrame(in VideoFrame frame)
        {
            Frames++;
            Shown();
            if (Throws)
            {
                throw new InvalidOperationException("a sink's own trouble");
            }
        }
    }
}
