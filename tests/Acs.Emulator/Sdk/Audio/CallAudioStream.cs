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

    [EmulatorDefined("[M]; that it is stopped before the first call")]
    public AudioStreamState State { get; private set; } = AudioStreamState.Stopped;

    /// <summary>The call that it is, or was last, used in.</summary>
    internal LegSound? Sound { get; set; }

    internal void Move(AudioStreamState state)
    {
        if (state != State)
        {
            State = state;
            StateChanged?.Invoke(this, new AudioStreamStateChangedEventArgs(this, ""));
        }
    }
}
