using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[C] A user of the resource: <c>8:acs:resource_user</c>.</summary>
public sealed class UserCallIdentifier : CallIdentifier
{
    public UserCallIdentifier(string id)
        : base(id)
    {
    }

    [EmulatorDefined("[?]")]
    public string Id => RawId;
}
