using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[M] What the SDK plays.</summary>
[EmulatorDefined("[M]")]
public sealed class RemoteIncomingAudioStream : IncomingAudioStream
{
    public override AudioStreamKind Kind => AudioStreamKind.RemoteIncoming;
}
