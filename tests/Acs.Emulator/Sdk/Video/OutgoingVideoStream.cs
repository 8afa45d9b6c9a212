using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[C] Pictures from here.</summary>
public abstract class OutgoingVideoStream : CallVideoStream
{
    private protected OutgoingVideoStream()
    {
    }

    public event EventHandler<VideoStreamStateChangedEventArgs>? StateChanged;

    public override StreamDirection Direction => StreamDirection.Outgoing;

    /// <summary>The call that it is, or was last, sent in.</summary>
    internal Leg? Leg { get; set; }

    internal virtual void Begin() => Move(VideoStreamState.Started);

    internal void Halt() => Move(VideoStreamState.Stopped);

    private void Move(VideoStreamState state)
    {
        if (state != State)
        {
            State = state;
            StateChanged?.Invoke(this, new VideoStreamStateChangedEventArgs(this, ""));
        }
    }
}
