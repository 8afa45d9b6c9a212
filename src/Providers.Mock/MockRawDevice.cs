namespace Calling.Providers.Mock;

/// <summary>
/// A signed-in device without a Core: it sends any command, however wrong, and keeps every signal that its line hears. For proving what the
/// arbiter and the other devices make of a client that lies (rules CALL-025, CALL-113).
/// </summary>
/// <remarks>Any thread. What it signs in as is vouched for as for any device (rule CALL-008).</remarks>
public sealed class MockRawDevice : ICallLineObserver, IAsyncDisposable
{
    private readonly MockCallProvider _provider;
    private readonly List<LineSignal> _signals = [];
    private int _commands;

    private MockRawDevice(MockOptions options) => _provider = new MockCallProvider(options);

    /// <summary>Its line, for what the other members do not do.</summary>
    public ICallLine Line { get; private set; } = null!;

    /// <summary>Who it is.</summary>
    public CallParty Self => Line.Self;

    /// <summary>Everything that the line has told so far, in order.</summary>
    public IReadOnlyList<LineSignal> Signals
    {
        get
        {
            lock (_signals)
            {
                return [.. _signals];
            }
        }
    }

    /// <summary>Signs in.</summary>
    /// <param name="world">Where.</param>
    /// <param name="userId">Who.</param>
    /// <param name="deviceId">The device; a new one if null.</param>
    /// <param name="token">The token.</param>
    /// <param name="configure">Changes the vendor's settings for this device.</param>
    /// <exception cref="CallException">As <see cref="MockCallProvider.ConnectAsync"/>.</exception>
    public static async Task<MockRawDevice> SignInAsync(
        MockWorld world, string userId, string? deviceId = null, string token = "token", Action<MockOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(world);
        var options = new MockOptions { World = world };
        configure?.Invoke(options);
        var device = new MockRawDevice(options);
        device.Line = await device._provider.ConnectAsync(CallCredential.FromToken(userId, token, deviceId), device, CancellationToken.None)
            .ConfigureAwait(false);
        return device;
    }

    /// <summary>Sends a command as it is.</summary>
    /// <param name="command">The command; <see cref="NextCommandId"/> gives it an id of its own.</param>
    public Task<CommandResult> SendAsync(CallCommand command) => Line.SendAsync(command, CancellationToken.None).AsTask();

    /// <summary>A command id that this device has not used.</summary>
    public string NextCommandId() => $"{Self.DeviceId}.{Interlocked.Increment(ref _commands)}";

    /// <summary>Signs out.</summary>
    public ValueTask DisposeAsync() => Line.DisposeAsync();

    void ICallLineObserver.OnSignal(LineSignal signal)
    {
        lock (_signals)
        {
            _signals.Add(signal);
        }
    }
}
