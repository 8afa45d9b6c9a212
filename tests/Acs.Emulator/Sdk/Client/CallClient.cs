using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[C] The way in. Its public constructors stand for the machine that the program runs on, which the emulator has not got.</summary>
public sealed class CallClient : IDisposable
{
    public CallClient() => throw new NotImplementedException();

    public CallClient(CallClientOptions options) => throw new NotImplementedException();

    [EmulatorDefined("[M]")]
    public void Dispose() => throw new NotImplementedException();

    public Task<DeviceManager> GetDeviceManagerAsync() => throw new NotImplementedException();

    [EmulatorDefined("[M]")]
    public Task<CallAgent> CreateCallAgentAsync(CallTokenCredential credential) => throw new NotImplementedException();

    public Task<CallAgent> CreateCallAgentAsync(CallTokenCredential credential, CallAgentOptions options) => throw new NotImplementedException();
}
