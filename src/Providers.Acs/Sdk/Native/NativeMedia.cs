using Calling.Media;

namespace Calling.Providers.Acs.Sdk;

/// <summary>The media of the calls that the vendor rings on one line.</summary>
internal sealed class NativeMedia(SdkAgent agent, Func<string, IMediaCall?> find) : IMediaProvider
{
    public IMediaSession OpenMedia(MediaPlan plan, IMediaObserver observer)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var call = find(plan.CallId) ?? throw new CallException(CallErrorCode.ProviderFailed, $"The line knows no call {plan.CallId}.");
        return new AcsMediaSession(plan, observer, call, agent);
    }

    public ValueTask<IAsyncDisposable> StartPreviewAsync(VideoSource source, IVideoSink sink, CancellationToken ct) => SdkPreview.StartAsync(source, sink);
}
