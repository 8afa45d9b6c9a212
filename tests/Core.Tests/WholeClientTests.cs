using Calling.Core.Tests.Support;
using Calling.Providers;

namespace Calling.Core.Tests;

/// <summary>Shell and machine together, on a line that does as the test says.</summary>
public sealed class WholeClientTests : IAsyncDisposable
{
    private static readonly CallParty Bob = new("bob", "b1");
    private readonly FakeProvider _provider;
    private readonly ICallClient _client;

    public WholeClientTests()
    {
        _provider = new FakeProvider(new InlineRuntime(new ManualTime()));
        _client = CallClientFactory.Create(_provider);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    private static async Task<List<CallEvent>> RestAsync(IAsyncEnumerator<CallEvent> reader)
    {
        var all = new List<CallEvent>();
        while (await reader.MoveNextAsync())
        {
            all.Add(reader.Current);
        }

        return all;
    }

    [Fact]
    public async Task CALL_001_Without_a_user_nothing_is_placed()
    {
        CallException error = await Assert.ThrowsAsync<CallException>(() => _client.CallAsync("bob", CallMedia.Audio, ct: Ct));
        Assert.Equal(CallErrorCode.NotSignedIn, error.Code);
    }

    [Fact]
    public async Task CALL_030_A_call_that_rings_and_is_hung_up_ends_LocalCancel_once()
    {
        await _client.LoginAsync(CallCredential.FromToken("alice", "secret"), Ct);
        ICallSession call = await _client.CallAsync("bob", CallMedia.Audio, ct: Ct);
        await using IAsyncEnumerator<CallEvent> events = call.ReadEventsAsync(Ct).GetAsyncEnumerator(Ct);
        _provider.Line.Observer.OnSignal(new CallSignal.Alerted(call.CallId, 0, "bob"));
        Assert.Equal(CallState.Ringing, call.Snapshot.State);
        Task hangUp = call.HangUpAsync(Ct);
        Assert.True(hangUp.IsCompletedSuccessfully);
        Assert.Equal(CallEndReason.LocalCancel, call.Snapshot.End?.Reason);
        await call.HangUpAsync(Ct);
        Assert.Single(await RestAsync(events), item => item is CallEvent.Ended);
        Assert.Contains(_provider.Line.Sent, command => command is CallCommand.EndCall or CallCommand.CancelCall);
        CallException error = await Assert.ThrowsAsync<CallException>(() => call.SetMicrophoneAsync(true, Ct));
        Assert.Equal(CallErrorCode.CallGone, error.Code);
    }

    [Fact]
    public async Task CALL_020_An_incoming_call_is_answered_talked_in_muted_and_let_go()
    {
        await _client.LoginAsync(CallCredential.FromToken("alice", "secret"), Ct);
        FakeLine line = _provider.Line;
        var details = new CallDetails(Bob, ["alice"], CallMedia.Video);
        line.Sending = command => new(command is CallCommand.AcceptCall
            ? new CommandResult.Done(new CallView
            {
                CallId = command.CallId,
                Revision = 1,
                Details = details,
                IsMember = true,
                Members = [new CallMember(Bob, new MediaState(true, true), Offers: true)],
                Grant = new MediaGrant("ice", "turn"),
            })
            : new CommandResult.Done());
        line.Observer.OnSignal(new CallSignal.Invited("c", 1, details, TimeSpan.FromSeconds(30)));
        await using IAsyncEnumerator<ICallSession> incoming = _client.ReadIncomingCallsAsync(Ct).GetAsyncEnumerator(Ct);
        Assert.True(await incoming.MoveNextAsync());
        ICallSession call = incoming.Current;
        Assert.Empty(line.Opened);

        await call.AcceptAsync(new AcceptOptions { CameraOff = true }, Ct);
        FakeMedia media = Assert.Single(line.Opened);
        Assert.Equal("prepare", media.Steps[0]);
        Assert.Contains("start", media.Steps);
        Assert.Equal((true, false), (media.Microphone, media.Camera));
        media.Observer.OnMedia(new MediaSignal.PeerConnected(Bob));
        Assert.Equal(CallState.Connected, call.Snapshot.State);

        await call.SetCameraAsync(true, Ct);
        await call.SetMicrophoneAsync(false, Ct);
        Assert.Equal((false, true), (media.Microphone, media.Camera));
        Assert.Equal(new MediaState(false, true), call.Snapshot.LocalMedia);

        await call.DisposeAsync();
        Assert.Equal((1, false, false), (media.Disposed, media.Microphone, media.Camera));
        Assert.Equal(CallEndReason.LocalHangUp, call.Snapshot.End?.Reason);
        Assert.Empty(_client.Calls);
        await _client.DisposeAsync();
        Assert.Equal((1, 1), (line.Disposed, _provider.Disposed));
    }
}
