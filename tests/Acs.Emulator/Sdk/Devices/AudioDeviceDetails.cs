using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[?] The name follows from the rules, and was never seen.</summary>
[EmulatorDefined("[?]")]
public sealed class AudioDeviceDetails
{
    internal AudioDeviceDetails(string id, string name) =>
        (Id, Name) = (id, name);

    public string Id { get; }

    public string Name { get; }
}
