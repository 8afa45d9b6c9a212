namespace Calling.Media;

/// <summary>Takes sound: a player, a recorder, a recogniser, a test.</summary>
public interface IAudioSink
{
    /// <summary>Takes one run of sound.</summary>
    /// <param name="frame">Valid only during the call.</param>
    /// <remarks>
    /// Called on a media thread, one call at a time for each attachment. Nothing is called while the remote microphone is off.
    /// An exception is logged and costs that run alone.
    /// </remarks>
    void OnFrame(in AudioFrame frame);
}
