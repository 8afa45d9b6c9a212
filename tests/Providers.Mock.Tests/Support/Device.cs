namespace Calling.Providers.Mock.Tests;

/// <summary>One signed-in device without a Core: it sends what a test tells it to and keeps what it hears.</summary>
internal sealed class Device : ICallLineObserver, IAsyncDisposable
{
    private readonly MockCallProvider _provider;
    private int _commands;

    private Device(MockWorld world, MockOptions? options)
    {
        options ??= new MockOptions();
        options.World = world;
        _provider = new MockCallProvider(options);
    }

    public ICallLine Line { get; private set; } = null!;

    public CallParty Self => Line.Self;

    public List<LineSignal> Heard { get; } = [];

    public static async Task<Device> SignInAsync(
        MockWorld world, string userId, string? deviceId = null, string token = "token", MockOptions? options = null)
    {
        var device = new Device(world, options);
        device.Line = await device._provider.ConnectAsync(CallCredential.FromToken(userId, token, deviceId), device, CancellationToken.None);
        return device;
    }

    public void OnSignal(LineSignal signal)
    {
        lock (Heard)
        {
            Heard.Add(signal);
        }
    }

    public IEnumerable<string> HeardNames() => Heard.Select(s => s.GetType().Name);

    public T Last<T>()
        where T : LineSignal => Heard.OfType<T>().Last();

    public Task<CommandResult> Place(string callId, string callee, CallMedia media = CallMedia.Video, double seconds = 30)
        => Send(id => new CallCommand.PlaceCall(callId, id, [callee], media, TimeSpan.FromSeconds(seconds), new(true, true)));

    public Task<CommandResult> Alert(string callId) => Send(id => new CallCommand.Alerting(callId, id));

    public Task<CommandResult> Accept(string callId) => Send(id => new CallCommand.AcceptCall(callId, id, new(true, true)));

    public Task<CommandResult> Reject(string callId, string? reason = null) => Send(id => new CallCommand.RejectCall(callId, id, reason));

    public Task<CommandResult> Cancel(string callId) => Send(id => new CallCommand.CancelCall(callId, id));

    public Task<CommandResult> HangUp(string callId) => Send(id => new CallCommand.EndCall(callId, id, EndCause.HangUp, HangUpScope.Self));

    public Task<CommandResult> Query(string callId) => Send(id => new CallCommand.QueryCall(callId, id));

    public Task<CommandResult> Send(Func<string, CallCommand> command)
        => Line.SendAsync(command($"{Self.DeviceId}-{++_commands}"), CancellationToken.None).AsTask();

    public ValueTask DisposeAsync() => Line.DisposeAsync();
}
