using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[C] Pictures that the app makes. The emulator asks for the first of the offered formats.</summary>
public abstract class RawOutgoingVideoStream : OutgoingVideoStream
{
    private readonly VideoStreamFormat _offered;

    private protected RawOutgoingVideoStream(RawOutgoingVideoStreamOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _offered = options.Formats.Count > 0 ? options.Formats[0] : throw Errors.Invalid("A stream offers formats.");
    }

    public event EventHandler<VideoStreamFormatChangedEventArgs>? FormatChanged;

    public VideoStreamFormat? Format { get; private set; }

    public long TimestampInTicks =>
        Leg is { StartTime: var start, Call.Cloud.Time: var time } && start != default ? (time.GetUtcNow() - start).Ticks : 0;

    /// <summary>Only after the stream has started [D].</summary>
    public async Task SendRawVideoFrameAsync(RawVideoFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (State != VideoStreamState.Started || Format is null || Leg is null)
        {
            throw Errors.Of(Errors.StreamNotStarted, "The stream has not started.");
        }

        var picture = frame is RawVideoFrameBuffer buffer ? Picture.From(buffer, Format) : throw Errors.Invalid("The emulator carries buffers only.");
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        Leg.SendPicture(this, picture);
    }

    internal override void Begin()
    {
        Format = _offered;
        FormatChanged?.Invoke(this, new VideoStreamFormatChangedEventArgs(_offered));
        base.Begin();
    }
}
