using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[C] The way in, to one agent at a time.</summary>
public sealed class CallClient : IDisposable
{
    private readonly EmulatedDevice _device;
    private CallAgent? _agent;

    /// <summary>Stands for the machine that the program runs on, which the emulator has not got.</summary>
    public CallClient() => throw NoMachine();

    /// <inheritdoc cref="CallClient()"/>
    public CallClient(CallClientOptions options) => throw NoMachine();

    internal CallClient(EmulatedDevice device) => _device = device;

    [EmulatorDefined("[M]")]
    public void Dispose() => _agent?.Dispose();

    public Task<DeviceManager> GetDeviceManagerAsync() => _device.CommandAsync(() =>
    {
        var manager = new DeviceManager(_device);
        _device.Managers.Add(manager);
        return manager;
    });

    [EmulatorDefined("[M]")]
    public Task<CallAgent> CreateCallAgentAsync(CallTokenCredential credential) =>
        CreateCallAgentAsync(credential, new CallAgentOptions());

    public Task<CallAgent> CreateCallAgentAsync(CallTokenCredential credential, CallAgentOptions options)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return _device.CommandAsync(() =>
        {
            var entry = _device.Cloud.Tokens.Find(credential.Token) ?? throw Errors.Invalid("The token is not good.");
            if (_agent is { IsDisposed: false })
            {
                throw Errors.Of(Errors.NoMultipleConnections, "A client has one agent at a time.");
            }

            return _agent = new CallAgent(_device, entry.Identity, options?.DisplayName ?? "", credential, entry.ExpiresOn);
        });
    }

    private static NotSupportedException NoMachine() => new("Clients of the emulator come from EmulatedDevice.CreateClient.");
}
