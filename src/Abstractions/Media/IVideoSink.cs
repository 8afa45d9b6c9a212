namespace Calling.Media;

/// <summary>Takes pictures: a view, an encoder, a recorder, a test.</summary>
public interface IVideoSink
{
    /// <summary>Takes one picture.</summary>
    /// <param name="frame">Valid only during the call.</param>
    /// <remarks>
    /// Called on a media thread, one call at a time for each attachment. It should return well within a frame's time: pictures
    /// that come meanwhile are dropped, never queued. An exception is logged and costs that picture alone.
    /// </remarks>
    void OnFrame(in VideoFrame frame);
}
