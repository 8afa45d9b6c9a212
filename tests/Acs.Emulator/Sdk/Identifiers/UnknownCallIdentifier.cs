using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[?] Anybody else.</summary>
[EmulatorDefined("[?]")]
public sealed class UnknownCallIdentifier : CallIdentifier
{
    public UnknownCallIdentifier(string id)
        : base(id)
    {
    }
}
