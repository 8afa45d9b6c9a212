using Calling.Acs.Emulator;
using Calling.Acs.Tests.Paired;
using Calling.Media;
using Calling.Providers;
using Calling.Providers.Acs;
using Calling.Providers.Acs.Sdk;
using Microsoft.Extensions.Logging.Abstractions;

namespace Calling.Acs.Tests.Media;

/// <summary>Devices in one group of the vendor's, each with a media session as in paired mode.</summary>
internal sealed class GroupStage(bool frames, EmulatorSettings? settings = null) : IAsyncDisposable
{
    public static readonly CallParty Alice = new("alice", "desk");
    public static readonly CallParty Bob = new("bob", "phone");

    private readonly MemoryAcsDirectory _directory = new();
    private readonly List<IAsyncDisposable> _open = [];
    private readonly MediaGrant _grant = new("acs-group", Guid.NewGuid().ToString());

    private readonly Dictionary<CallParty, IMediaSession> _sessions = [];

    public EmulatedCloud Cloud { get; } = new(settings ?? new(), TimeProvider.System);

    public EmulatedDevice Device(CallParty self) => Cloud.Device(self.ToString());

    /// <summary>The last that a device has opened.</summary>
    public IMediaSession Session(CallParty self) => _sessions[self];

    public async Task<string> IdAsync(CallParty self) => (await _directory.FindAcsIdAsync(self.UserId, default))!;

    public GroupMedia Media(CallParty self)
    {
        string id = _directory.Add(self.UserId, Cloud.CreateIdentity());
        var media = new GroupMedia(
            new(
                CallCredential.FromToken(self.UserId, "ours", self.DeviceId),
                new AcsOptions { Mode = AcsMode.Paired, Frames = frames, CommandTimeout = TimeSpan.FromSeconds(1) },
                _directory,
                new Tokens(Cloud, id),
                TimeProvider.System,
                NullLoggerFactory.Instance),
            Device(self).CreateClient);
        _open.Add(media);
        return media;
    }

    public async Task<(IMediaSession Session, Heard Heard)> EnterAsync(
        CallParty self, CallParty other, AudioSource? audio = null, VideoSource? video = null, GroupMedia? media = null)
    {
        var heard = new Heard();
        var session = (media ?? Media(self)).OpenMedia(
            new("c1", self, CallMedia.Video, audio ?? new AudioSource.Microphone(), video ?? new VideoSource.Camera(), _grant), heard);
        _open.Add(_sessions[self] = session);
        await session.PrepareAsync(default);
        await session.StartAsync(default);
        await session.UpdateAsync(new([new(other, new(true, false), false)]), default);
        return (session, heard);
    }

    /// <summary>Two who are connected.</summary>
    public async Task<(IMediaSession Session, Heard Alice, Heard Bob)> ConnectAsync(AudioSource? audio = null, VideoSource? video = null)
    {
        var (session, alice) = await EnterAsync(Alice, Bob, audio, video);
        var (_, bob) = await EnterAsync(Bob, Alice);
        await Calling.Tests.Until.True(() => alice.Count<MediaSignal.PeerConnected>() == 1 && bob.Count<MediaSignal.PeerConnected>() == 1);
        return (session, alice, bob);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var open in Enumerable.Reverse(_open))
        {
            await open.DisposeAsync();
        }

        Assert.Empty(Cloud.HandlerFaults);
    }

    private sealed class Tokens(EmulatedCloud cloud, string id) : IAcsTokenSource
    {
        public ValueTask<AcsToken> GetTokenAsync(CallCredential credential, CancellationToken ct)
        {
            var token = cloud.IssueToken(id, TimeSpan.FromHours(1));
            return ValueTask.FromResult(new AcsToken(token.Token, token.ExpiresOn));
        }
    }
}
