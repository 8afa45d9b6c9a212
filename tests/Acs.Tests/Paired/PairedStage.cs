using Calling.Acs.Emulator;
using Calling.Media;
using Calling.Providers;
using Calling.Providers.Acs;
using Calling.Providers.Acs.Sdk;
using Microsoft.Extensions.Logging.Abstractions;

namespace Calling.Acs.Tests.Paired;

/// <summary>Media sessions of one call in a group of the emulated vendor's.</summary>
internal sealed class PairedStage(EmulatorSettings settings) : IAsyncDisposable
{
    private readonly MemoryAcsDirectory _directory = new();
    private readonly List<IAsyncDisposable> _open = [];

    public static CallParty Alice { get; } = new("alice", "desk");

    public static CallParty Bob { get; } = new("bob", "phone");

    public EmulatedCloud Cloud { get; } = new(settings, TimeProvider.System);

    public MediaGrant Grant { get; } = new("acs-group", Guid.NewGuid().ToString());

    public IAcsDirectory Directory => _directory;

    public static MediaPlan Plan(CallParty self, MediaGrant? grant) =>
        new("c1", self, CallMedia.Audio, new AudioSource.Microphone(), new VideoSource.Camera(), grant);

    public EmulatedDevice Device(CallParty self) => Cloud.Device(self.ToString());

    public string IdentityOf(string user) => _directory.Add(user, Cloud.CreateIdentity());

    public async Task<IMediaSession> EnterAsync(CallParty self, Heard heard, CallParty other, Func<string, AcsToken>? issue = null)
    {
        var media = Media(self, issue);
        _open.Add(media);
        var session = media.OpenMedia(Plan(self, Grant), heard);
        _open.Add(session);
        await session.PrepareAsync(default);
        await session.StartAsync(default);
        await session.UpdateAsync(new([new(other, new(true, false), false)]), default);
        return session;
    }

    public AcsToken Issue(string identity, TimeSpan life)
    {
        var token = Cloud.IssueToken(identity, life);
        return new(token.Token, token.ExpiresOn);
    }

    public GroupMedia Media(CallParty self, Func<string, AcsToken>? issue = null)
    {
        string id = IdentityOf(self.UserId);
        return new(
            new(
                CallCredential.FromToken(self.UserId, "ours", self.DeviceId),
                new AcsOptions { Mode = AcsMode.Paired, Frames = true },
                _directory,
                new Tokens(() => issue is null ? Issue(id, TimeSpan.FromHours(1)) : issue(id)),
                TimeProvider.System,
                NullLoggerFactory.Instance),
            Device(self).CreateClient);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var open in Enumerable.Reverse(_open))
        {
            await open.DisposeAsync();
        }

        Assert.Empty(Cloud.HandlerFaults);
    }

    private sealed class Tokens(Func<AcsToken> issue) : IAcsTokenSource
    {
        public ValueTask<AcsToken> GetTokenAsync(CallCredential credential, CancellationToken ct) => ValueTask.FromResult(issue());
    }
}
