namespace Calling.Media;

/// <summary>The application's own sound in place of a microphone.</summary>
public interface IAudioFrameSource
{
    /// <summary>Begins to deliver sound; called only when capture is allowed (rules CALL-037, CALL-090).</summary>
    /// <param name="sink">Where sound goes; it may be called from any thread, one call at a time.</param>
    /// <returns>Disposed when capture has to stop: microphone off, hang-up, end. No sound that comes later is sent.</returns>
    IDisposable Start(IAudioSink sink);
}
