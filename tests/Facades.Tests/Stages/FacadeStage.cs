using Calling.Media;

namespace Calling.Facades.Tests;

/// <summary>The provider and its world for one test, as an app of a vendor finds them. Disposed by the test's class.</summary>
public abstract class FacadeStage : IAsyncDisposable
{
    private readonly List<ICallClient> _clients = [];

    /// <summary>What every app of a test captures; no machine needs a camera.</summary>
    public VideoSource Camera { get; } = new VideoSource.TestPattern();

    /// <summary>What every app of a test captures.</summary>
    public AudioSource Microphone { get; } = new AudioSource.Tone();

    /// <summary>What the app's own push service was asked, in order.</summary>
    public abstract IReadOnlyList<PushOrder> Pushes { get; }

    /// <summary>How much of this stage's time has passed.</summary>
    public abstract TimeSpan Elapsed { get; }

    /// <summary>Runs a test in this stage's time; everybody leaves at its end.</summary>
    public async Task RunAsync(Func<Task> test)
    {
        await OpenAsync();
        await PlayAsync(async () =>
        {
            try
            {
                await test();
            }
            finally
            {
                // Who was cut off tries for a while to say good-bye.
                Task[] leaving = [.. _clients.Select(client => client.DisposeAsync().AsTask())];
                Assert.True(await TryUntilAsync(() => Array.TrueForAll(leaving, task => task.IsCompleted), TimeSpan.FromSeconds(60)));
                await Task.WhenAll(leaving);
            }
        });
    }

    /// <summary>A client that is not signed in: one device of one user.</summary>
    /// <param name="user">Who.</param>
    /// <param name="profile">How calls behave.</param>
    /// <param name="configure">Changes what the profile says.</param>
    /// <param name="device">On which device.</param>
    /// <param name="isSole">Only one device of the user may be signed in.</param>
    public ICallClient Client(
        string user, CallProfile profile, Action<CallingOptions>? configure = null, string device = "phone", bool isSole = false)
    {
        var options = new CallingOptions();
        profile.ApplyTo(options);
        configure?.Invoke(options);
        var client = Create(user, device, isSole, options);
        _clients.Add(client);
        return client;
    }

    /// <summary>What proves a user's device to be who it says.</summary>
    public abstract string Token(string user, string device = "phone");

    /// <summary>Lets time pass until a condition holds, at most ten seconds of it.</summary>
    /// <param name="condition">Looked at again and again; on any thread.</param>
    /// <param name="what">What is waited for, for the message.</param>
    public async Task UntilAsync(Func<bool> condition, string what)
        => Assert.True(await TryUntilAsync(condition, TimeSpan.FromSeconds(10)), $"waited for: {what}");

    /// <summary>Lets time pass.</summary>
    public abstract Task PassAsync(TimeSpan time);

    /// <summary>Takes the network that a signed-in device's media needs away, for good; on the mock its line goes with it.</summary>
    public abstract void Cut(string user, string device = "phone");

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    protected virtual ValueTask OpenAsync() => ValueTask.CompletedTask;

    protected abstract Task PlayAsync(Func<Task> test);

    protected abstract ICallClient Create(string user, string device, bool isSole, CallingOptions options);

    protected abstract Task<bool> TryUntilAsync(Func<bool> condition, TimeSpan atMost);
}
