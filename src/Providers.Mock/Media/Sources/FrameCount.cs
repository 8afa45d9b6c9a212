namespace Calling.Providers.Mock;

/// <summary>How much went by.</summary>
internal readonly record struct FrameCount(long Frames, long Bytes)
{
    public static FrameCount operator +(FrameCount a, FrameCount b) => new(a.Frames + b.Frames, a.Bytes + b.Bytes);

    public static FrameCount operator -(FrameCount a, FrameCount b) => new(a.Frames - b.Frames, a.Bytes - b.Bytes);
}
