namespace Calling.Providers;

/// <summary>Takes what happens to the media of one call.</summary>
public interface IMediaObserver
{
    /// <summary>Takes one signal. Any thread, one call at a time; returns at once and never throws.</summary>
    /// <param name="signal">The signal.</param>
    void OnMedia(MediaSignal signal);
}
