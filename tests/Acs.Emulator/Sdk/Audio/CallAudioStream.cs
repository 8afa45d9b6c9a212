using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[C] Sound; its members [M,3P].</summary>
public abstract class CallAudioStream
{
    private protected CallAudioStream()
    {
    }

    public event EventHandler<AudioStreamStateChangedEventArgs>? StateChanged;

    [EmulatorDefined("[M]")]
    public abstract AudioStreamKind Kind { get; }

    [EmulatorDefined("[M]")]
    public abstract StreamDirection Direction { get; }

    [EmulatorDefined("[M]")]
    public AudioStreamState State => throw new NotImplementedException();
}
