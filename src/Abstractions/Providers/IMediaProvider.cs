using Calling.Media;

namespace Calling.Providers;

/// <summary>Carries the media of calls on one line.</summary>
public interface IMediaProvider
{
    /// <summary>Makes the media of one call; no I/O yet, nothing is captured.</summary>
    /// <param name="plan">Who, what, from which sources.</param>
    /// <param name="observer">Told what happens.</param>
    IMediaSession OpenMedia(MediaPlan plan, IMediaObserver observer);

    /// <summary>Shows what a source captures, to this app alone (rule CALL-098).</summary>
    /// <param name="source">The camera or what stands in for it.</param>
    /// <param name="sink">Gets the frames.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>Dispose to stop and release the device.</returns>
    /// <exception cref="CallException"><c>EngineUnavailable</c>, or <c>NotSupported</c>.</exception>
    ValueTask<IAsyncDisposable> StartPreviewAsync(VideoSource source, IVideoSink sink, CancellationToken ct);
}
