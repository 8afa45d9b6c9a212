using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[C] The microphone.</summary>
public sealed class LocalOutgoingAudioStream : OutgoingAudioStream
{
    [EmulatorDefined("[M]")]
    public override AudioStreamKind Kind => AudioStreamKind.LocalOutgoing;
}
