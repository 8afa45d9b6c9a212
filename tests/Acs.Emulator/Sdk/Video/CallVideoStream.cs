using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>Kind, State and Direction [C], the rest [M].</summary>
public abstract class CallVideoStream
{
    private static int s_lastId;

    private protected CallVideoStream()
    {
    }

    public abstract VideoStreamKind Kind { get; }

    public abstract StreamDirection Direction { get; }

    public VideoStreamState State { get; private protected set; }

    [EmulatorDefined("[M]")]
    public virtual VideoStreamSourceKind SourceKind => VideoStreamSourceKind.Video;

    [EmulatorDefined("[M]")]
    public int Id { get; } = Interlocked.Increment(ref s_lastId);
}
