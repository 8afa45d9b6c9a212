namespace Calling.Media;

/// <summary>The application's own pictures in place of a camera.</summary>
public interface IVideoFrameSource
{
    /// <summary>Begins to deliver pictures; called only when capture is allowed (rules CALL-037, CALL-090).</summary>
    /// <param name="sink">Where pictures go; it may be called from any thread, one call at a time.</param>
    /// <returns>Disposed when capture has to stop: camera off, hang-up, end. No picture that comes later is sent.</returns>
    IDisposable Start(IVideoSink sink);
}
