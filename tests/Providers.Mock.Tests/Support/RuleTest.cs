using Calling.Media;

namespace Calling.Providers.Mock.Tests;

/// <summary>A test whose script and readers run inside the virtual world, so that each trace is complete and the same every time.</summary>
public abstract class RuleTest
{
    private readonly List<ICallClient> _clients = [];

    private protected MockWorld World { get; private set; } = MockWorld.CreateVirtual();

    /// <summary>Runs a script; afterwards nothing may be left behind.</summary>
    private protected async Task InWorldAsync(Func<Task> script, Action<Calling.Signaling.CallExchangeOptions>? configure = null)
    {
        World = MockWorld.CreateVirtual(configure: configure);
        await World.Virtual.RunAsync(script).WaitAsync(TimeSpan.FromSeconds(20));
        foreach (var client in _clients)
        {
            await client.DisposeAsync();
        }

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
        _clients.Add(client);
        await client.LoginAsync(credential ?? CallCredential.FromToken(user, "any token", device));
        var person = new Person(client);
        await RestAsync();
        return person;
    }

    /// <summary>Everything that is due now has happened, and been read.</summary>
    private protected Task RestAsync() => World.AdvanceAsync(TimeSpan.Zero);

    private protected Task PassAsync(double seconds) => World.AdvanceAsync(TimeSpan.FromSeconds(seconds));

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

    private protected static async Task<CallException> FailsAsync(CallErrorCode code, Task operation)
    {
        var error = await Assert.ThrowsAsync<CallException>(() => operation);
        Assert.Equal(code, error.Code);
        return error;
    }
}
