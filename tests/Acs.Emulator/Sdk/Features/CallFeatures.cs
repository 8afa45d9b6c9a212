using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[C] What hangs on a call: <c>call.Features.X</c>.</summary>
[EmulatorDefined("the type's name; only the data channel is here")]
public sealed class CallFeatures
{
    internal CallFeatures(DataChannelCallFeature dataChannel) => DataChannel = dataChannel;

    /// <summary>[D] Since 1.5.0.</summary>
    public DataChannelCallFeature DataChannel { get; }
}
