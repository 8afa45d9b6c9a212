using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[C] How a client is set up.</summary>
public sealed class CallClientOptions
{
    public CallDiagnosticsOptions Diagnostics { get; set; } = new();

    [EmulatorDefined("[M] and a release note of 1.5.0")]
    public CallNetworkOptions Network { get; set; } = new();
}
