using Calling.Core.Tests.Support;
using Calling.Media;
using Calling.Providers;
using static Calling.Core.Tests.Failover.FailoverRig;

namespace Calling.Core.Tests.Failover;

/// <summary>A device signs in everywhere, and out everywhere.</summary>
public sealed class FailoverSignInTests : IAsyncDisposable
{
    private static readonly CallException Refused = new(CallErrorCode.AuthenticationFailed, "no");
    private static readonly CallException Away = new(CallErrorCode.Unreachable, "away");
    private readonly FailoverRig _rig = new();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task CALL_143_Every_provider_is_signed_in_at_and_out_of()
    {
        ICallSession call = await _rig.SignInAndCallAsync();
        Assert.Equal((1, 1), (_rig.One.Lines.Count, _rig.Two.Lines.Count));
        Assert.Equal(("alice", "d1"), (_rig.Client.UserId, _rig.Client.DeviceId));
        await _rig.Client.LogoutAsync(Ct);
        Assert.Equal(CallEndReason.LoggedOut, call.Snapshot.End?.Reason);
        Assert.Single(Sent<CallCommand.EndCall>(_rig.One));
        Assert.Equal((1, 1), (_rig.One.Line.Disposed, _rig.Two.Line.Disposed));
        Invite(_rig.Two, "c");
        Assert.Empty(_rig.Client.Calls);

        await _rig.LoginAsync();
        Invite(_rig.Two, "c");
        Assert.Single(_rig.Client.Calls);
        await _rig.DisposeAsync();
        Assert.Equal((1, 1), (_rig.One.Disposed, _rig.Two.Disposed));
        Assert.Equal((1, 1), (_rig.One.Line.Disposed, _rig.Two.Line.Disposed));
        Assert.Equal(0, _rig.Time.Running);
    }

    [Fact]
    public async Task CALL_143_One_provider_is_enough_and_the_others_are_tried_again()
    {
        int tries = 0;
        _rig.One.Connecting = (_, _) => ++tries < 4 ? Task.FromException(Away) : Task.CompletedTask;
        await _rig.LoginAsync();
        Assert.Equal(CallClientState.SignedIn, _rig.Client.State);
        await _rig.CallAsync();
        Assert.Single(Sent<CallCommand.PlaceCall>(_rig.Two));

        _rig.Time.Advance(TimeSpan.FromSeconds(0.49));
        Assert.Equal(1, tries);
        _rig.Time.Advance(TimeSpan.FromSeconds(0.52));
        Assert.Equal(2, tries);
        _rig.Time.Advance(TimeSpan.FromSeconds(2 + 4));
        Assert.Equal(4, tries);
        await Assert.Single(_rig.Client.Calls).HangUpAsync(Ct);
        await _rig.CallAsync();
        Assert.Single(Sent<CallCommand.PlaceCall>(_rig.One));
        Assert.Contains(_rig.Log.Lines, line => line.Contains("not signed in at One", StringComparison.Ordinal));
    }

    [Fact]
    public async Task CALL_004_A_refused_token_is_not_tried_again()
    {
        int tries = 0;
        _rig.Two.Connecting = (_, _) => Task.FromException(++tries > 0 ? Refused : Away);
        await _rig.LoginAsync();
        _rig.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal((1, 0), (tries, _rig.Time.Running));
    }

    [Fact]
    public async Task CALL_004_Without_any_the_first_ones_failure_is_told()
    {
        _rig.One.Connecting = (_, _) => Task.FromException(Refused);
        _rig.Two.Connecting = (_, _) => Task.FromException(Away);
        Assert.Same(Refused, await Assert.ThrowsAsync<CallException>(_rig.LoginAsync));
        Assert.Equal(CallClientState.SignedOut, _rig.Client.State);
        _rig.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal((0, 0, 0), (_rig.One.Lines.Count, _rig.Two.Lines.Count, _rig.Time.Running));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CALL_143_A_slow_provider_is_waited_for_a_while_and_joins_later(bool firstIsSlow)
    {
        FakeProvider slow = firstIsSlow ? _rig.One : _rig.Two;
        var connected = new TaskCompletionSource();
        slow.Connecting = (_, _) => connected.Task;
        Task login = _rig.LoginAsync();
        Assert.False(login.IsCompleted);
        _rig.Time.Advance(TimeSpan.FromSeconds(2));
        await login;
        Assert.Empty(slow.Lines);
        connected.SetResult();
        Invite(slow, "c");
        Assert.Single(_rig.Client.Calls);
    }

    [Fact]
    public async Task CALL_013_What_a_line_says_before_its_sign_in_has_returned_is_heard()
    {
        _rig.Two.Connecting = (observer, _) =>
        {
            observer.OnSignal(new CallSignal.Invited("c", 1, new CallDetails(Bob, ["alice"], CallMedia.Audio), TimeSpan.FromSeconds(30)));
            return Task.CompletedTask;
        };
        await _rig.LoginAsync();
        Assert.Single(_rig.Client.Calls);
        Assert.Single(Sent<CallCommand.Alerting>(_rig.Two));
    }

    [Fact]
    public async Task CALL_001_A_sign_in_that_is_given_up_leaves_nothing_behind()
    {
        using var giveUp = new CancellationTokenSource();
        _rig.Two.Connecting = (_, ct) => Task.Delay(Timeout.InfiniteTimeSpan, _rig.Time, ct);
        Task login = _rig.Client.LoginAsync(CallCredential.FromToken("alice", "secret"), giveUp.Token);
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => login);
        Assert.Equal((1, 0), (_rig.One.Line.Disposed, _rig.Two.Lines.Count));
        Assert.Equal((CallClientState.SignedOut, 0), (_rig.Client.State, _rig.Time.Running));
    }

    [Fact]
    public async Task CALL_002_A_provider_that_is_late_for_its_sign_out_is_let_go()
    {
        var connected = new TaskCompletionSource();
        _rig.Two.Connecting = (_, _) => connected.Task;
        Task login = _rig.LoginAsync();
        _rig.Time.Advance(TimeSpan.FromSeconds(2));
        await login;
        await _rig.Client.LogoutAsync(Ct);
        connected.SetResult();
        Assert.Equal(1, _rig.Two.Line.Disposed);
        Invite(_rig.Two, "c");
        Assert.Empty(_rig.Client.Calls);
    }

    [Fact]
    public async Task CALL_143_Each_provider_gets_its_own_credential_and_the_same_device()
    {
        var seen = new List<CallCredential>();
        _rig.One.Credentials = seen.Add;
        _rig.Two.Credentials = seen.Add;
        CallCredential credential = CallCredential.FromToken("alice", "one").With("TWO", CallCredential.FromToken("alice", "two"));
        await _rig.Client.LoginAsync(credential, Ct);
        Assert.Equal(["one", "two"], seen.Select(one => one.Token));
        Assert.NotNull(seen[0].DeviceId);
        Assert.Equal(seen[0].DeviceId, seen[1].DeviceId);
        Assert.Null(credential.DeviceId);
    }

    [Fact]
    public void CALL_008_A_credential_of_another_user_is_refused()
        => Assert.Throws<ArgumentException>(() => CallCredential.FromToken("alice", "a").With("Two", CallCredential.FromToken("mallory", "m")));

    [Fact]
    public async Task CALL_098_A_preview_is_the_first_providers()
    {
        await _rig.LoginAsync();
        await using IAsyncDisposable preview = await _rig.Client.StartPreviewAsync(new VideoSource.Camera(), new NoSink(), Ct);
        Assert.Equal((1, 0), (_rig.One.Line.Previews, _rig.Two.Line.Previews));
    }

    private sealed class NoSink : IVideoSink
    {
        public void OnFrame(in VideoFrame frame)
        {
        }
    }
}
