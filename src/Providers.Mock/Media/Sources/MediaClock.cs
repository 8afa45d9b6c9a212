namespace Calling.Providers.Mock;

/// <summary>Elapsed time of a world's media.</summary>
internal sealed class MediaClock(TimeProvider time)
{
    private readonly long _origin = time.GetTimestamp();

    public TimeProvider Time => time;

    public TimeSpan Now => time.GetElapsedTime(_origin);
}
