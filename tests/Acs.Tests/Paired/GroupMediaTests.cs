using Azure.Communication.Calling.WindowsClient;
using Calling.Acs.Emulator;
using Calling.Media;
using Calling.Providers;
using Calling.Providers.Acs;
using Calling.Providers.Acs.Sdk;
using Calling.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace Calling.Acs.Tests.Paired;

/// <summary>Media in a group of the vendor's, for a call that our server rings.</summary>
public sealed class GroupMediaTests : IAsyncDisposable
{
    private static readonly CallParty Alice = new("alice", "desk");
    private static readonly CallParty Bob = new("bob", "phone");

    private readonly EmulatedCloud _cloud = new(new EmulatorSettings { NetworkLoss = TimeSpan.FromMilliseconds(200) }, TimeProvider.System);
    private readonly MemoryAcsDirectory _directory = new();
    private readonly List<IAsyncDisposable> _open = [];
    private readonly MediaGrant _grant = new("acs-group", Guid.NewGuid().ToString());

    [Fact]
    public async Task Members_of_a_group_are_connected_to_each_other()
    {
        var (alice, bob) = (Heard(), Heard());
        await EnterAsync(Alice, alice, Bob);
        Assert.Empty(alice.Signals);
        await EnterAsync(Bob, bob, Alice);
        await Until.True(() => alice.Signals.Contains(new MediaSignal.PeerConnected(Bob)) && bob.Signals.Contains(new MediaSignal.PeerConnected(Alice)));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("ice", "[]")]
    [InlineData("acs-group", "no guid")]
    public async Task Without_a_group_there_are_no_media(string? scheme, string? value)
    {
        await using var media = Media(Alice);
        await using var session = media.OpenMedia(Plan(Alice, scheme is null ? null : new(scheme, value!)), Heard());
        var failure = await Assert.ThrowsAsync<CallException>(() => session.PrepareAsync(default).AsTask());
        Assert.Contains("MediaGroup:Scheme", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CALL_090_nothing_leaves_before_a_gate_opens_and_again_after_it_is_shut()
    {
        var (alice, bob) = (Heard(), Heard());
        var session = await EnterAsync(Alice, alice, Bob);
        await EnterAsync(Bob, bob, Alice);
        await Until.True(() => bob.Count<MediaSignal.PeerConnected>() == 1);
        var device = _cloud.Device(Alice.ToString());
        Assert.Equal((0, 0), (device.SoundSent, device.PicturesSent));
        session.SetGate(MediaKind.Audio, true);
        await Until.True(() => device.SoundSent > 3);
        Assert.Equal(0, device.PicturesSent);
    }

    [Fact]
    public async Task CALL_111_who_was_put_out_by_the_vendor_comes_back()
    {
        var (alice, bob) = (Heard(), Heard());
        var session = await EnterAsync(Alice, alice, Bob);
        await EnterAsync(Bob, bob, Alice);
        await Until.True(() => alice.Count<MediaSignal.PeerConnected>() == 1 && bob.Count<MediaSignal.PeerConnected>() == 1);
        session.SetGate(MediaKind.Audio, true);
        var device = _cloud.Device(Alice.ToString());
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
        await EnterAsync(Alice, alice, new CallParty("carol", "tablet"));
        Assert.Null(await _directory.FindAcsIdAsync("carol", default));
        await EnterAsync(new CallParty("carol", "tablet"), bob, Alice);
        await Until.True(() => alice.Count<MediaSignal.PeerConnected>() == 1);
        Assert.Equal(0, alice.Count<MediaSignal.PeerFailed>());
    }

    [Fact]
    public async Task A_user_who_moves_to_another_device_is_connected_there_at_once()
    {
        var (alice, phone, tablet) = (Heard(), Heard(), Heard());
        var moved = Bob with { DeviceId = "tablet" };
        var session = await EnterAsync(Alice, alice, Bob);
        await EnterAsync(Bob, phone, Alice);
        await Until.True(() => alice.Count<MediaSignal.PeerConnected>() == 1);
        await EnterAsync(moved, tablet, Alice);
        await session.UpdateAsync(new([new(moved, new(true, false), false)]), default);
        await Until.True(() => alice.Signals.Contains(new MediaSignal.PeerConnected(moved)));
        Assert.Equal(0, alice.Count<MediaSignal.PeerInterrupted>());
    }

    [Fact]
    public async Task A_token_that_the_vendor_refuses_fails_the_media_with_its_code()
    {
        var alice = Heard();
        await using var media = Media(Alice, new Tokens(() => new("not a token", TimeProvider.System.GetUtcNow().AddHours(1))));
        await using var session = media.OpenMedia(Plan(Alice, _grant), alice);
        await session.PrepareAsync(default);
        await Until.True(() => alice.Count<MediaSignal.Failed>() == 1);
    }

    [Fact]
    public async Task CALL_096_after_its_end_a_session_is_out_of_the_group_and_silent()
    {
        var (alice, bob) = (Heard(), Heard());
        var session = await EnterAsync(Alice, alice, Bob);
        await EnterAsync(Bob, bob, Alice);
        await Until.True(() => alice.Count<MediaSignal.PeerConnected>() == 1);
        var sdk = Assert.IsType<CommunicationCall>(((IServiceProvider)session).GetService(typeof(CommunicationCall)));
        int said = alice.Signals.Count;
        await session.DisposeAsync().AsTask().Soon();
        await Until.True(() => bob.Count<MediaSignal.PeerInterrupted>() == 1);
        Assert.Equal(said, alice.Signals.Count);
        Assert.Null(((IServiceProvider)session).GetService(typeof(CommunicationCall)));
        Assert.NotNull(sdk);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var open in Enumerable.Reverse(_open))
        {
            await open.DisposeAsync();
        }

        Assert.Empty(_cloud.HandlerFaults);
    }

    private static Heard Heard() => new();

    private static MediaPlan Plan(CallParty self, MediaGrant? grant) =>
        new("c1", self, CallMedia.Audio, new AudioSource.Microphone(), new VideoSource.Camera(), grant);

    private async Task<IMediaSession> EnterAsync(CallParty self, Heard heard, CallParty other)
    {
        var media = Media(self);
        _open.Add(media);
        var session = media.OpenMedia(Plan(self, _grant), heard);
        _open.Add(session);
        await session.PrepareAsync(default);
        await session.StartAsync(default);
        await session.UpdateAsync(new([new(other, new(true, false), false)]), default);
        return session;
    }

    private GroupMedia Media(CallParty self, IAcsTokenSource? tokens = null)
    {
        string id = _directory.Add(self.UserId, _cloud.CreateIdentity());
        var source = tokens ?? new Tokens(() =>
        {
            var token = _cloud.IssueToken(id, TimeSpan.FromHours(1));
            return new(token.Token, token.ExpiresOn);
        });
        return new(
            new(
                CallCredential.FromToken(self.UserId, "ours", self.DeviceId),
                new AcsOptions { Mode = AcsMode.Paired, Frames = true },
                _directory,
                source,
                TimeProvider.System,
                NullLoggerFactory.Instance),
            _cloud.Device(self.ToString()).CreateClient);
    }

    private sealed class Tokens(Func<AcsToken> issue) : IAcsTokenSource
    {
        public ValueTask<AcsToken> GetTokenAsync(CallCredential credential, CancellationToken ct) => ValueTask.FromResult(issue());
    }
}
