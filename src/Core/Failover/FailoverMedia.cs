using Calling.Media;
using Calling.Providers;

namespace Calling.Failover;

/// <summary>A call's media is that of the provider that has the call.</summary>
internal sealed class FailoverMedia(FailoverLine line) : IMediaProvider
{
    /// <inheritdoc/>
    public IMediaSession OpenMedia(MediaPlan plan, IMediaObserver observer)
    {
        ICallLine carrier = line.Carrier(plan.CallId)
            ?? throw new CallException(CallErrorCode.Unreachable, $"The provider that has call {plan.CallId} is gone.");

        // The vendors may have given the device different ids.
        return carrier.Media.OpenMedia(plan with { Self = carrier.Self }, observer);
    }

    /// <inheritdoc/>
    public ValueTask<IAsyncDisposable> StartPreviewAsync(VideoSource source, IVideoSink sink, CancellationToken ct)
        => line.Preferred?.Media.StartPreviewAsync(source, sink, ct)
            ?? throw new CallException(CallErrorCode.Unreachable, "No provider is there to show a preview.");
}
