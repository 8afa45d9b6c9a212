namespace Calling.Media;

/// <summary>Where a device's pictures come from. A description: nothing is opened until capture is allowed (rule CALL-090).</summary>
public abstract record VideoSource
{
    private VideoSource()
    {
    }

    /// <summary>A camera of this machine.</summary>
    /// <param name="DeviceId">The engine's own name for it, or null for the default one.</param>
    public sealed record Camera(string? DeviceId = null) : VideoSource;

    /// <summary>The pictures of a media file, played in real time and again from the start at its end.</summary>
    /// <param name="Path">A file that the engine can read.</param>
    public sealed record MediaFile(string Path) : VideoSource;

    /// <summary>A moving test pattern with a running clock.</summary>
    /// <param name="Width">Pixels, even, 16 to 1,920.</param>
    /// <param name="Height">Pixels, even, 16 to 1,080.</param>
    /// <param name="FramesPerSecond">1 to 60.</param>
    public sealed record TestPattern(int Width = 320, int Height = 240, int FramesPerSecond = 15) : VideoSource;

    /// <summary>The application's own pictures.</summary>
    /// <param name="Source">Started when capture is allowed, disposed when it is not.</param>
    public sealed record Frames(IVideoFrameSource Source) : VideoSource;
}
