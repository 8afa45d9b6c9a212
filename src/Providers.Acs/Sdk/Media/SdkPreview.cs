using Calling.Media;

namespace Calling.Providers.Acs.Sdk;

/// <summary>What a source captures, shown to this app alone (rule CALL-098).</summary>
internal static class SdkPreview
{
    public static ValueTask<IAsyncDisposable> StartAsync(VideoSource source, IVideoSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        return source is VideoSource.Frames(var frames)
            ? ValueTask.FromResult<IAsyncDisposable>(new Run(frames.Start(sink)))
            : throw new CallException(
                CallErrorCode.NotSupported,
                "The SDK shows a camera only as the address of a picture for MediaPlayerElement (LocalOutgoingVideoStream.StartPreviewAsync), and gives no frames of it.");
    }

    private sealed class Run(IDisposable run) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            run.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
