using Calling.Media;
using Calling.Providers.Mock;

namespace Calling.EndToEnd;

/// <summary>The mock in virtual time.</summary>
public sealed class VirtualStage : Stage
{
    public MockWorld World { get; } = MockWorld.CreateVirtual();

    public override VideoSource MissingCamera => new VideoSource.MediaFile("/nowhere.mp4");

    public override CallCredential BadCredential(string user) => CallCredential.FromToken(user, MockFaults.InvalidToken);

    public override CallCredential Credential(string user, string? device = null) => CallCredential.FromToken(user, "token", device);

    public override ICallClient NewClient(CallingOptions options) =>
        CallClientFactory.Create(new MockCallProvider(new MockOptions { World = World }), options);

    public override async Task<bool> TryUntilAsync(Func<bool> condition)
    {
        // The world keeps its own pace; this test's readers live on the thread pool and are waited for between its steps.
        for (int step = 0; step < 500 && !condition(); step++)
        {
            await World.Virtual.AdvanceAsync(step == 0 ? TimeSpan.Zero : TimeSpan.FromMilliseconds(20));
            if (!condition())
            {
                await Task.Delay(5);
            }
        }

        return condition();
    }

    public override Task PassAsync(TimeSpan time) => World.Virtual.AdvanceAsync(time);

    public override Task<long> SentAsync(Person person, MediaKind kind) => Task.FromResult(World.Media.FramesSent(person.User, kind));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Assert.Equal(0, World.Media.OpenSessions);
        Assert.Equal(0, World.Media.OpenSources());
        await World.DisposeAsync();
    }
}
