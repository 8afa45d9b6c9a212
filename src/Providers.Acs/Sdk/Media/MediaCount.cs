using Calling.Media;

namespace Calling.Providers.Acs.Sdk;

/// <summary>Counts frames that were given to the SDK and taken from it: the SDK's own statistics are not read.</summary>
internal sealed class MediaCount
{
    private readonly long[] _frames = new long[4];
    private readonly long[] _bytes = new long[4];

    public void Add(MediaKind kind, bool isOutgoing, int bytes)
    {
        int index = Index(kind, isOutgoing);
        Interlocked.Increment(ref _frames[index]);
        Interlocked.Add(ref _bytes[index], bytes);
    }

    /// <summary>What was counted, as statistics of raw frames.</summary>
    public StreamStats Read(MediaKind kind, bool isOutgoing)
    {
        int index = Index(kind, isOutgoing);
        return new(kind, isOutgoing, "raw", Interlocked.Read(ref _frames[index]), Interlocked.Read(ref _bytes[index]), 0, null, 0);
    }

    private static int Index(MediaKind kind, bool isOutgoing) => ((int)kind * 2) + (isOutgoing ? 1 : 0);
}
