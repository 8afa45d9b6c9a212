using Azure.Communication.Calling.WindowsClient;
using Calling.Acs.Emulator;
using Calling.Media;
using Calling.Providers;
using Calling.Tests;

namespace Calling.Acs.Tests.Paired;

/// <summary>Media in a group of the vendor's, for a call that our server rings.</summary>
public sealed class GroupMediaTests : IAsyncDisposable
{
    private static readonly CallParty Alice = PairedStage.Alice;
    private static readonly CallParty Bob = PairedStage.Bob;

    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1.5);

    private readonly PairedStage _stage = new(new EmulatorSettings { NetworkLoss = TimeSpan.FromMilliseconds(200) });

    [Fact]
    public async Task Members_of_a_group_are_connected_to_each_other()
    {
        var (alice, bob) = (Heard(), Heard());
        await _stage.EnterAsync(Alice, alice, Bob);
        Assert.Empty(alice.Signals);
        await _stage.EnterAsync(Bob, bob, Alice);
        await Until.True(() => alice.Signals.Contains(new MediaSignal.PeerConnected(Bob)) && bob.Signals.Contains(new MediaSignal.PeerConnected(Alice)));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("ice", "[]")]
    [InlineData("acs-group", "no guid")]
    public async Task Without_a_group_there_are_no_media(string? scheme, string? value)
    {
        await using var media = _stage.Media(Alice);
        await using var session = media.OpenMedia(PairedStage.Plan(Alice, scheme is null ? null : new(scheme, value!)), Heard());
        var failure = await Assert.ThrowsAsync<CallException>(() => session.PrepareAsync(default).AsTask());
        Assert.Contains("MediaGroup:Scheme", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CALL_090_nothing_leaves_before_a_gate_opens_and_again_after_it_is_shut()
    {
        var (alice, bob) = (Heard(), Heard());
        var session = await _stage.EnterAsync(Alice, alice, Bob);
        await _stage.EnterAsync(Bob, bob, Alice);
        await Until.True(() => bob.Count<MediaSignal.PeerConnected>() == 1);
        var device = _stage.Device(Alice);
        Assert.Equal((0, 0), (device.SoundSent, device.PicturesSent));
        session.SetGate(MediaKind.Audio, true);
        await Until.True(() => device.SoundSent > 3);
        Assert.Equal(0, device.PicturesSent);
    }

    [Fact]
    public async Task CALL_111_who_was_put_out_by_the_vendor_comes_back()
    {
        var (alice, bob) = (Heard(), Heard());
        var session = await _stage.EnterAsync(Alice, alice, Bob);
        await _stage.EnterAsync(Bob, bob, Alice);
        await Until.True(() => alice.Count<MediaSignal.PeerConnected>() == 1 && bob.Count<MediaSignal.PeerConnected>() == 1);
        session.SetGate(MediaKind.Audio, true);
        var device = _stage.Device(Alice);
        await Until.True(() => device.SoundSent > 0);

        device.NetworkDown();
        await Until.True(() => alice.Count<MediaSignal.PeerInterrupted>() == 1);
        device.NetworkUp();
        await Until.True(() => alice.Count<MediaSignal.PeerConnected>() == 2);
        Assert.Equal(0, alice.Count<MediaSignal.Failed>() + alice.Count<MediaSignal.PeerFailed>());
        long before = device.SoundSent;
        await Until.True(() => device.SoundSent > before + 3);
    }

    [Fact]
    public async Task Somebody_whom_the_directory_learns_of_later_is_waited_for()
    {
        var (alice, bob) = (Heard(), Heard());
        await _stage.EnterAsync(Alice, alice, new CallParty("carol", "tablet"));
        Assert.Null(await _stage.Directory.FindAcsIdAsync("carol", default));
        await _stage.EnterAsync(new CallParty("carol", "tablet"), bob, Alice);
        await Until.True(() => alice.Count<MediaSignal.PeerConnected>() == 1);
        Assert.Equal(0, alice.Count<MediaSignal.PeerFailed>());
    }

    [Fact]
    public async Task A_user_who_moves_to_another_device_is_connected_there_at_once()
    {
        var (alice, phone, tablet) = (Heard(), Heard(), Heard());
        var moved = Bob with { DeviceId = "tablet" };
        var session = await _stage.EnterAsync(Alice, alice, Bob);
        await _stage.EnterAsync(Bob, phone, Alice);
        await Until.True(() => alice.Count<MediaSignal.PeerConnected>() == 1);
        await _stage.EnterAsync(moved, tablet, Alice);
        await session.UpdateAsync(new([new(moved, new(true, false), false)]), default);
        await Until.True(() => alice.Signals.Contains(new MediaSignal.PeerConnected(moved)));
        Assert.Equal(0, alice.Count<MediaSignal.PeerInterrupted>());
    }

    [Fact]
    public async Task A_token_that_the_vendor_refuses_fails_the_media_with_its_code()
    {
        var alice = Heard();
        await using var media = _stage.Media(Alice, _ => new("not a token", TimeProvider.System.GetUtcNow().AddHours(1)));
        await using var session = media.OpenMedia(PairedStage.Plan(Alice, _stage.Grant), alice);
        await session.PrepareAsync(default);
        await Until.True(() => alice.Count<MediaSignal.Failed>() == 1);
    }

    [Fact]
    public async Task CALL_004_tokens_that_run_out_during_a_call_are_renewed_and_nobody_notices()
    {
        var (alice, bob) = (Heard(), Heard());
        int issued = 0;
        var session = await _stage.EnterAsync(Alice, alice, Bob, id =>
        {
            Interlocked.Increment(ref issued);
            return _stage.Issue(id, Short);
        });
        await _stage.EnterAsync(Bob, bob, Alice);
        await Until.True(() => alice.Count<MediaSignal.PeerConnected>() == 1);
        var call = Call(session);

        // Each is fetched when half of the life of the last is over.
        await Until.True(() => Volatile.Read(ref issued) > 6);
        Assert.Same(call, Call(session));
        Assert.Equal((1, 1), (alice.Signals.Count, bob.Signals.Count));
    }

    [Fact]
    public async Task CALL_111_without_a_token_the_media_are_lost_and_with_one_they_come_back()
    {
        var (alice, bob) = (Heard(), Heard());
        bool refuses = false;
        await _stage.EnterAsync(Alice, alice, Bob, id => Volatile.Read(ref refuses)
            ? throw new CallException(CallErrorCode.AuthenticationFailed, "The backend issues none.")
            : _stage.Issue(id, Short));
        await _stage.EnterAsync(Bob, bob, Alice);
        await Until.True(() => alice.Count<MediaSignal.PeerConnected>() == 1 && bob.Count<MediaSignal.PeerConnected>() == 1);
        Volatile.Write(ref refuses, true);
        await Until.True(() => alice.Count<MediaSignal.PeerInterrupted>() == 1 && bob.Count<MediaSignal.PeerInterrupted>() == 1);

        // How long it may take to come back is Core's affair, which ends the call then.
        Volatile.Write(ref refuses, false);
        await Until.True(() => alice.Count<MediaSignal.PeerConnected>() == 2 && bob.Count<MediaSignal.PeerConnected>() == 2);
        Assert.Equal(0, alice.Count<MediaSignal.Failed>() + alice.Count<MediaSignal.PeerFailed>());
    }

    [Fact]
    public async Task CALL_096_after_its_end_a_session_is_out_of_the_group_and_silent()
    {
        var (alice, bob) = (Heard(), Heard());
        var session = await _stage.EnterAsync(Alice, alice, Bob);
        await _stage.EnterAsync(Bob, bob, Alice);
        await Until.True(() => alice.Count<MediaSignal.PeerConnected>() == 1);
        Assert.NotNull(Call(session));
        int said = alice.Signals.Count;
        await session.DisposeAsync().AsTask().Soon();
        await Until.True(() => bob.Count<MediaSignal.PeerInterrupted>() == 1);
        Assert.Equal(said, alice.Signals.Count);
        Assert.Null(Call(session));
    }

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    private static Heard Heard() => new();

    private static object? Call(IMediaSession session) => ((IServiceProvider)session).GetService(typeof(CommunicationCall));
}
