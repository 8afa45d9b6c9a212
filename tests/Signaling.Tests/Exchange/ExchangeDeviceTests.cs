using Calling.Providers;
using Calling.Tests;

namespace Calling.Signaling.Tests.Exchange;

/// <summary>Devices that are signed out by others, and lines that go down (rules CALL-005, CALL-111).</summary>
public sealed class ExchangeDeviceTests : IAsyncDisposable
{
    private static readonly CallParty Alice = new("alice", "phone");
    private static readonly CallParty Bob = new("bob", "phone");
    private static readonly CallParty Desk = new("bob", "desk");
    private readonly ManualTime _time = new();
    private readonly CallExchangeOptions _options = new();
    private readonly CallExchange _exchange;

    public ExchangeDeviceTests() => _exchange = new(new MemoryCallStore(), _time, _options);

    public ValueTask DisposeAsync() => _exchange.DisposeAsync();

    [Fact]
    public async Task CALL_005_a_device_that_is_signed_out_by_another_is_closed_once_and_told_nothing_more()
    {
        var (alice, bob) = await ConnectedAsync();
        var desk = new Receiver();
        await _exchange.AttachAsync(Desk, desk, sole: true);
        Assert.Equal("Invited closed(KickedOffline)", bob.Log);
        Assert.Equal("Responded MemberJoined Ended", alice.Log);
        Assert.Equal(2, _exchange.DeviceCount);

        // What its connection does afterwards changes nothing.
        _exchange.Detach(Bob, bob);
        await _exchange.SignOutAsync(Bob, bob);
        await PlaceAsync("c2");
        Assert.Equal("Invited closed(KickedOffline)", bob.Log);
        Assert.Equal("Invited", desk.Log);
    }

    [Fact]
    public async Task CALL_005_where_only_one_device_may_be_every_sign_in_does()
    {
        await using var exchange = new CallExchange(new MemoryCallStore(), _time, new() { SingleDevice = true });
        var (phone, desk, alice) = (new Receiver(), new Receiver(), new Receiver());
        await exchange.AttachAsync(Alice, alice);
        await exchange.AttachAsync(Bob, phone);
        await exchange.AttachAsync(Desk, desk);
        Assert.Equal(("closed(KickedOffline)", "", ""), (phone.Log, desk.Log, alice.Log));
    }

    [Fact]
    public async Task CALL_005_a_device_that_was_away_is_told_when_it_comes_back_and_signs_nobody_out()
    {
        var bob = new Receiver();
        var attached = await _exchange.AttachAsync(Bob, bob, sole: true);
        _exchange.Detach(Bob, bob);
        var desk = new Receiver();
        await _exchange.AttachAsync(Desk, desk, sole: true);
        var again = new Receiver();
        await _exchange.AttachAsync(Bob, again, attached.Epoch, attached.Cursor, sole: true);
        Assert.Equal(("", "closed(KickedOffline)", ""), (bob.Log, again.Log, desk.Log));
        Assert.Equal(1, _exchange.DeviceCount);

        // Signing in anew is the user's own wish.
        var anew = new Receiver();
        await _exchange.AttachAsync(Bob, anew, sole: true);
        Assert.Equal(("", "closed(KickedOffline)"), (anew.Log, desk.Log));
        Assert.Equal(1, _exchange.DeviceCount);
        _exchange.Detach(Bob, anew);
        var back = new Receiver();
        Assert.True((await _exchange.AttachAsync(Bob, back, attached.Epoch, 0)).Resumed);
    }

    [Fact]
    public async Task CALL_111_the_peer_is_told_that_a_line_is_down_and_up_again()
    {
        var (alice, bob) = await ConnectedAsync();
        _exchange.Detach(Bob, bob);
        Assert.Equal("Responded MemberJoined MemberLine(down)", alice.Log);
        var again = new Receiver();
        Assert.True((await _exchange.AttachAsync(Bob, again, _exchange.Epoch, 1)).Resumed);
        Assert.Equal("Responded MemberJoined MemberLine(down) MemberLine(up)", alice.Log);
        Assert.Equal("", again.Log);
        _exchange.Detach(Bob, again);
        Assert.False((await _exchange.AttachAsync(Bob, new Receiver())).Resumed);
        Assert.Equal("Responded MemberJoined MemberLine(down) MemberLine(up) MemberLine(down) MemberLine(up)", alice.Log);
    }

    [Fact]
    public async Task CALL_036_who_signs_out_is_not_lost()
    {
        var (alice, bob) = await ConnectedAsync();
        CallEnding? ending = null;
        alice.Also = signal => ending = (signal as CallSignal.Ended)?.Ending ?? ending;
        await _exchange.SignOutAsync(Bob, bob);
        Assert.Equal("Responded MemberJoined Ended", alice.Log);
        Assert.Equal(new CallEnding(EndCause.HangUp, Bob), ending);
    }

    [Fact]
    public async Task CALL_130_the_record_is_there_when_the_end_is_told_and_says_the_wall_clocks_time()
    {
        var (alice, _) = await ConnectedAsync();
        var answered = _time.GetUtcNow();
        ValueTask<CallRecordPage> read = default;
        alice.Also = signal => read = signal is CallSignal.Ended ? _exchange.ReadRecordsAsync("alice", new()) : read;
        _time.Advance(TimeSpan.FromSeconds(61.5));
        await _exchange.SubmitAsync(Bob, new CallCommand.EndCall("c1", "e", EndCause.HangUp, HangUpScope.Self));
        var record = Assert.Single((await read).Records);
        Assert.Equal((answered - TimeSpan.FromSeconds(3), answered, _time.GetUtcNow()), (record.StartedAt, record.AnsweredAt, record.EndedAt));
        Assert.Equal((TimeSpan.FromSeconds(61.5), "alice", "bob"), (record.Duration, record.Caller, record.EndedBy));
        Assert.Equal([new CallRecordEntry("bob", CallOutcome.Completed)], record.Invitations);
        Assert.Same(record, Assert.Single((await _exchange.ReadRecordsAsync("bob", new())).Records));
        Assert.Empty((await _exchange.ReadRecordsAsync("mallory", new())).Records);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(101)]
    public async Task CALL_131_a_page_size_outside_the_range_is_refused(int size)
    {
        var failure = await Assert.ThrowsAsync<CallException>(() => _exchange.ReadRecordsAsync("alice", new() { PageSize = size }).AsTask());
        Assert.Equal(CallErrorCode.InvalidArgument, failure.Code);
    }

    private async Task<(Receiver Alice, Receiver Bob)> ConnectedAsync()
    {
        var (alice, bob) = (new Receiver(), new Receiver());
        await _exchange.AttachAsync(Alice, alice);
        await _exchange.AttachAsync(Bob, bob);
        await PlaceAsync("c1");
        _time.Advance(TimeSpan.FromSeconds(3));
        await _exchange.SubmitAsync(Bob, new CallCommand.AcceptCall("c1", "a", new(true, false)));
        return (alice, bob);
    }

    private async Task PlaceAsync(string call) => Assert.IsType<CommandResult.Done>(await _exchange.SubmitAsync(
        Alice, new CallCommand.PlaceCall(call, "p", ["bob"], CallMedia.Audio, TimeSpan.FromSeconds(30), new(true, false))));
}
