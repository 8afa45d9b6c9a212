using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[C] Pictures that come as frames.</summary>
[EmulatorDefined("frames come in the sender's format; a slow handler misses some")]
public sealed class RawIncomingVideoStream : IncomingVideoStream
{
    /// <summary>A handler that is slower than the sender misses frames.</summary>
    private const int FramesKept = 3;

    private readonly EventQueue _frames;
    private readonly string _from;
    private volatile bool _wanted;

    internal RawIncomingVideoStream(RemoteParticipant participant, VideoStreamSourceKind source, EventQueue frames)
        : base(participant, source) => (_frames, _from) = (frames, participant.Identifier.RawId);

    public event EventHandler<RawVideoFrameReceivedEventArgs>? RawVideoFrameReceived;

    public override VideoStreamKind Kind => VideoStreamKind.RawIncoming;

    public void Start()
    {
        _frames.Device.InterceptAsync($"Start {_from}").GetAwaiter().GetResult();
        _wanted = true;
        PostMove(VideoStreamState.Started);
    }

    public void Stop()
    {
        _wanted = false;
        PostMove(VideoStreamState.Stopped);
    }

    internal void Receive(Picture picture)
    {
        if (_wanted && _frames.Count < FramesKept)
        {
            _frames.Post(() =>
            {
                if (_wanted && State != VideoStreamState.NotAvailable)
                {
                    RawVideoFrameReceived?.Invoke(this, new RawVideoFrameReceivedEventArgs(picture.ToFrame(), Id));
                }
            });
        }
    }
}
