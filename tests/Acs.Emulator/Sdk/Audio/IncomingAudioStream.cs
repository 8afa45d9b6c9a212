using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[U,D] Sound to here.</summary>
public abstract class IncomingAudioStream : CallAudioStream
{
    private protected IncomingAudioStream()
    {
    }

    [EmulatorDefined("[M]")]
    public override StreamDirection Direction => StreamDirection.Incoming;
}
