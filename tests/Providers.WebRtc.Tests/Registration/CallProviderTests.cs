using Calling.Tests;

namespace Calling.Providers.WebRtc.Tests;

public sealed class CallProviderTests
{
    private readonly Rig _rig = new();

    [Fact]
    public async Task An_engine_is_made_with_the_first_sign_in_and_disposed_with_the_provider()
    {
        var provider = Provider();
        await SignIn(provider);
        await SignIn(provider);
        await Until.True(() => _rig.Engine.WarmUps > 0); // a provider that is disposed before the engine's turn never reaches it
        await provider.DisposeAsync();
        Assert.Equal((1, 1), (_rig.Engine.WarmUps, _rig.Engine.Disposals));
    }

    [Fact]
    public async Task A_provider_that_was_never_used_makes_no_engine()
    {
        await Provider().DisposeAsync();
        Assert.Equal((0, 0), (_rig.Engine.WarmUps, _rig.Engine.Disposals));
    }

    [Fact]
    public async Task A_warm_up_that_fails_is_no_fault()
    {
        _rig.Engine.Calling = _ => throw new InvalidOperationException("no library");
        var provider = Provider();
        await SignIn(provider);
        await Until.True(() => _rig.Engine.WarmUps > 0);
        await provider.DisposeAsync();
        Assert.Equal(1, _rig.Engine.Disposals);
    }

    [Fact]
    public async Task Disposing_ends_a_warm_up_before_the_engine()
    {
        bool given = false;
        _rig.Engine.Working = async (_, ct) =>
        {
            var cancelled = new TaskCompletionSource();
            await using (ct.Register(cancelled.SetResult))
            {
                await cancelled.Task;
            }

            given = _rig.Engine.Disposals == 0;
            ct.ThrowIfCancellationRequested();
        };
        var provider = Provider();
        await SignIn(provider);
        await Until.True(() => _rig.Engine.WarmUps > 0);
        await provider.DisposeAsync().AsTask().Soon();
        Assert.True(given);
        Assert.Equal(1, _rig.Engine.Disposals);
    }

    [Fact]
    public async Task A_missing_engine_is_told_at_sign_in()
    {
        await using var provider = new WebRtcCallProvider(new() { Server = new("http://127.0.0.1:1") }, NoServices.Instance, TimeProvider.System);
        await Assert.ThrowsAsync<InvalidOperationException>(() => provider.ConnectAsync(Credential, NoObserver.Instance, default).AsTask());
    }

    private static CallCredential Credential { get; } = CallCredential.FromToken("alice", "token");

    private WebRtcCallProvider Provider() => new(
        new() { Server = new("http://127.0.0.1:1"), Engine = _ => _rig.Engine }, NoServices.Instance, TimeProvider.System);

    /// <summary>Nobody listens there: the sign-in fails after the engine was made.</summary>
    private static Task<Exception> SignIn(WebRtcCallProvider provider)
        => Assert.ThrowsAnyAsync<Exception>(() => provider.ConnectAsync(Credential, NoObserver.Instance, new(canceled: true)).AsTask());

    private sealed class NoServices : IServiceProvider
    {
        public static readonly NoServices Instance = new();

        public object? GetService(Type serviceType) => null;
    }

    private sealed class NoObserver : ICallLineObserver
    {
        public static readonly NoObserver Instance = new();

        public void OnSignal(LineSignal signal)
        {
        }
    }
}
