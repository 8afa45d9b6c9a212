using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[C] Sound from here.</summary>
public abstract class OutgoingAudioStream : CallAudioStream
{
    private protected OutgoingAudioStream()
    {
    }

    [EmulatorDefined("[M]")]
    public override StreamDirection Direction => StreamDirection.Outgoing;
}
