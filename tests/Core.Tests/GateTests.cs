using Calling.Core.Tests.Support;
using Calling.Effects;
using Calling.Machines;
using Calling.Media;
using Calling.Providers;

namespace Calling.Core.Tests;

public class GateTests
{
    private readonly Rig _rig = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<(ICallSession Session, FakeMedia Media)> ConnectAsync(Rig rig, bool mic = true, bool camera = true)
    {
        await rig.LoginAsync();
        ICallSession session = await rig.PlaceAsync();
        rig.Do(
            new Effect.Show(Rig.Call(session.CallId, CallState.Connected, mic, camera)),
            new Effect.OpenMedia(session.CallId, CallMedia.Video, null),
            new Effect.StartMedia(session.CallId));
        return (session, rig.Line.Opened[^1]);
    }

    [Fact]
    public async Task CALL_090_Gates_stay_shut_until_the_machine_starts_the_media()
    {
        await _rig.LoginAsync();
        ICallSession session = await _rig.PlaceAsync();
        _rig.Do(new Effect.OpenMedia(session.CallId, CallMedia.Video, null));
        _ = session.SetMicrophoneAsync(true, Ct);
        Assert.Empty(_rig.Line.Opened[0].Gates);
        _rig.Do(new Effect.StartMedia(session.CallId));
        Assert.Equal([(MediaKind.Audio, true), (MediaKind.Video, true)], _rig.Line.Opened[0].Gates);
    }

    [Fact]
    public async Task CALL_093_What_is_off_at_the_start_never_opens_whatever_the_order_of_effects()
    {
        await _rig.LoginAsync();
        ICallSession session = await _rig.PlaceAsync();
        _rig.Do(
            new Effect.OpenMedia(session.CallId, CallMedia.Video, null),
            new Effect.StartMedia(session.CallId),
            new Effect.Show(Rig.Call(session.CallId, CallState.Connecting, camera: false)));
        Assert.Equal([(MediaKind.Audio, true)], _rig.Line.Opened[0].Gates);
    }

    [Fact]
    public async Task CALL_037_Mute_and_hang_up_act_before_they_return_whatever_waits()
    {
        (ICallSession session, FakeMedia media) = await ConnectAsync(_rig);
        _rig.Inline.Held = true;
        Task mute = session.SetMicrophoneAsync(false, Ct);
        Assert.False(media.Microphone);
        Assert.True(media.Camera);
        Task hangUp = session.HangUpAsync(Ct);
        Assert.False(media.Camera);
        Task unmute = session.SetMicrophoneAsync(true, Ct);
        Assert.False(media.Microphone);
        Assert.False(mute.IsCompleted || hangUp.IsCompleted || unmute.IsCompleted);
        _rig.Inline.Resume();
        Assert.False(media.Microphone || media.Camera);
    }

    [Fact]
    public async Task CALL_037_A_hang_up_in_a_flood_of_ten_thousand_signals_shuts_the_gate_before_it_returns_control()
    {
        using var stop = new ManualResetEventSlim();
        var rig = new Rig(_ => CallRuntime.System);
        rig.Script = input => input switch
        {
            ClientInput.Signal { Value: CallSignal.Alerted } when Busy(stop) => [],
            _ => null,
        };
        await rig.LoginAsync();
        ICallSession session = await rig.PlaceAsync();
        var opened = new TaskCompletionSource<FakeMedia>(TaskCreationOptions.RunContinuationsAsynchronously);
        rig.Line.Making = media => media.Working = (step, _) =>
        {
            if (step == "start")
            {
                opened.SetResult(media);
            }

            return Task.CompletedTask;
        };
        Func<ClientInput, Effect[]?> flood = rig.Script;
        rig.Script = input => input is ClientInput.Signal { Value: LineSignal.Snapshot }
            ?
            [
                new Effect.Show(Rig.Call(session.CallId, CallState.Connected)),
                new Effect.OpenMedia(session.CallId, CallMedia.Video, null),
                new Effect.StartMedia(session.CallId),
            ]
            : flood(input);
        rig.Signal(new LineSignal.Snapshot([]));
        FakeMedia media = await opened.Task.WaitAsync(TimeSpan.FromSeconds(10), Ct);
        Task flooding = Task.Run(
            () =>
            {
                for (int i = 0; i < 10_000; i++)
                {
                    rig.Signal(new CallSignal.Alerted(session.CallId, i, "bob"));
                }
            },
            Ct);
        Task hangUp = session.HangUpAsync(Ct);
        Assert.False(media.Microphone || media.Camera);
        stop.Set();
        await Task.WhenAll(flooding, hangUp).WaitAsync(TimeSpan.FromSeconds(30), Ct);
        Assert.False(media.Microphone || media.Camera);
        Assert.Equal(CallState.Ended, session.Snapshot.State);
    }

    [Fact]
    public async Task CALL_092_The_last_switch_wins_also_against_decisions_that_come_late()
    {
        (ICallSession session, FakeMedia media) = await ConnectAsync(_rig);
        _rig.Script = input => input is ClientInput.Call { Input: CallInput.SetMicrophone set } call
            ? [new Effect.Show(Rig.Call(call.CallId, CallState.Connected, mic: set.On)), new Effect.Complete(set.Operation)]
            : null;
        _rig.Inline.Held = true;
        Task[] all = [session.SetMicrophoneAsync(false, Ct), session.SetMicrophoneAsync(true, Ct), session.SetMicrophoneAsync(false, Ct)];
        _rig.Inline.Resume();
        await Task.WhenAll(all);
        Assert.Equal([true, false, true, false], media.Gates.Where(gate => gate.Kind == MediaKind.Audio).Select(gate => gate.Open));
    }

    [Fact]
    public async Task CALL_100_A_camera_that_the_machine_refuses_is_shut_again()
    {
        (ICallSession session, FakeMedia media) = await ConnectAsync(_rig, camera: false);
        _rig.Script = input => input is ClientInput.Call { Input: CallInput.SetCamera set }
            ? [new Effect.Fail(set.Operation, new CallException(CallErrorCode.InvalidState, "an audio call"))]
            : null;
        await Assert.ThrowsAsync<CallException>(() => session.SetCameraAsync(true, Ct));
        Assert.False(media.Camera);
        _rig.Inline.Held = true;
        Task[] twice = [session.SetCameraAsync(true, Ct), session.SetCameraAsync(true, Ct)];
        _rig.Inline.Resume();
        await Task.WhenAll(twice).ContinueWith(_ => { }, Ct);
        Assert.False(media.Camera);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task CALL_037_Nothing_opens_a_gate_after_the_end(int how)
    {
        (ICallSession session, FakeMedia media) = await ConnectAsync(_rig, mic: false, camera: false);
        _rig.Script = input => input is ClientInput.Call { Input: CallInput.End or CallInput.Release } ? [] : null;
        _rig.Inline.Held = true;
        _ = how switch
        {
            0 => session.HangUpAsync(Ct),
            1 => session.DisposeAsync().AsTask(),
            _ => _rig.Client.LogoutAsync(Ct),
        };
        _rig.Inline.Resume();
        if (how != 2)
        {
            _rig.Do(new Effect.Show(Rig.Call(session.CallId, CallState.Connected)), new Effect.StartMedia(session.CallId));
        }

        _ = session.SetCameraAsync(true, Ct);
        Assert.DoesNotContain(media.Gates, gate => gate.Open);
    }

    [Fact]
    public void CALL_114_A_gate_that_throws_is_a_fault_of_the_media_not_of_the_app()
    {
        Exception? fault = null;
        var gate = new CallGate(error => fault = error);
        gate.Follow(new MediaState(true, false), allowed: true);
        gate.Attach(new ThrowingMedia());
        Assert.IsType<NotSupportedException>(fault);
        gate.HangUp();
    }

    private static bool Busy(ManualResetEventSlim stop)
    {
        // The mailbox is as busy as can be until the test has looked.
        stop.Wait(TimeSpan.FromSeconds(20));
        return true;
    }

    private sealed class ThrowingMedia : IMediaSession
    {
        public ValueTask PrepareAsync(CancellationToken ct) => default;

        public ValueTask StartAsync(CancellationToken ct) => default;

        public ValueTask UpdateAsync(MediaRoster roster, CancellationToken ct) => default;

        public void SetGate(MediaKind kind, bool open) => throw new NotSupportedException();

        public IDisposable AddVideoSink(string userId, IVideoSink sink) => throw new NotSupportedException();

        public IDisposable AddAudioSink(string userId, IAudioSink sink) => throw new NotSupportedException();

        public ValueTask<IReadOnlyList<MediaStats>> GetStatsAsync(CancellationToken ct) => throw new NotSupportedException();

        public ValueTask DisposeAsync() => default;
    }
}
