using Calling.Media;

namespace Calling.Providers.Mock.Tests;

/// <summary>A test whose script and readers run inside the virtual world, so that each trace is complete and the same every time.</summary>
public abstract class RuleTest
{
    private readonly List<Person> _people = [];

    private protected MockWorld World { get; private set; } = MockWorld.CreateVirtual();

    /// <summary>Runs a script; afterwards nothing may be left behind.</summary>
    private protected async Task InWorldAsync(Func<Task> script, Action<Calling.Signaling.CallExchangeOptions>? configure = null)
    {
        World = MockWorld.CreateVirtual(configure: configure);
        await World.Virtual.RunAsync(script).WaitAsync(TimeSpan.FromSeconds(20));

        // Who cannot reach the arbiter any more waits for it a little.
        var leaving = Task.WhenAll(_people.Select(p => p.Client.DisposeAsync().AsTask()));
        await World.AdvanceAsync(TimeSpan.FromSeconds(5));
        await leaving.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal((0, 0, 0), (World.Media.OpenSessions, World.Media.OpenSources(), World.Devices.Count));
        await World.AdvanceAsync(TimeSpan.FromSeconds(200));
        Assert.Equal((0, 0), (World.Virtual.PendingTimers, World.Exchange.DeviceCount));
    }

    private protected async Task<Person> EnterAsync(
        string user,
        string? device = null,
        Action<CallingOptions>? settings = null,
        Action<MockOptions>? vendor = null,
        CallCredential? credential = null)
    {
        var (options, mock) = (new CallingOptions(), new MockOptions { World = World });
        settings?.Invoke(options);
        vendor?.Invoke(mock);
        var client = CallClientFactory.Create(new MockCallProvider(mock), options);
        await client.LoginAsync(credential ?? CallCredential.FromToken(user, "any token", device));
        var person = new Person(client);
        _people.Add(person);
        await RestAsync();
        return person;
    }

    /// <summary>Everything that is due now has happened, and been read.</summary>
    private protected Task RestAsync() => PassAsync(0);

    /// <summary>Time goes on, and everything that was told is read: what was told before it, before it goes on.</summary>
    private protected async Task PassAsync(double seconds)
    {
        await SettleAsync();
        if (seconds > 0)
        {
            await World.AdvanceAsync(TimeSpan.FromSeconds(seconds));
            await SettleAsync();
        }
    }

    // The world is at rest; what it told comes to the readers by way of the thread pool, whose time is real.
    private async Task SettleAsync()
    {
        await World.AdvanceAsync(TimeSpan.Zero);
        for (int turn = 0, quiet = 0; quiet < 3 && turn < 5_000; turn++)
        {
            int read = _people.Sum(p => p.Count);
            await Task.Delay(1);
            await World.AdvanceAsync(TimeSpan.Zero);
            quiet = _people.TrueForAll(p => p.IsRead) && _people.Sum(p => p.Count) == read ? quiet + 1 : 0;
        }
    }

    private protected static Action<MockOptions> Without(CallCapabilities capabilities) => o => o.Capabilities &= ~capabilities;

    /// <summary>A call that is connected.</summary>
    private protected async Task<(Call Outgoing, Call Incoming)> ConnectAsync(Person caller, Person callee, CallMedia media = CallMedia.Audio)
    {
        var outgoing = await caller.CallAsync(callee.Client.UserId!, media);
        await RestAsync();
        var incoming = callee.Incoming[^1];
        await incoming.AcceptAsync();
        await RestAsync();
        Assert.Equal((CallState.Connected, CallState.Connected), (outgoing.State, incoming.State));
        return (outgoing, incoming);
    }

    private protected long Sent(MockTarget target, MediaKind kind = MediaKind.Audio) => World.Media.FramesSent(target, kind);

    private protected static Task<CallException> FailsAsync(CallErrorCode code, Task operation) => FailsAsync(code, () => operation);

    private protected static async Task<CallException> FailsAsync(CallErrorCode code, Func<Task> operation)
    {
        var error = await Assert.ThrowsAsync<CallException>(operation);
        Assert.Equal(code, error.Code);
        return error;
    }
}
