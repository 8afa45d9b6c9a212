using Calling.Providers.WebRtc.PeerConnections;

namespace Calling.Tests;

internal sealed class TrackObserver : ILocalTrackObserver
{
    private readonly TaskCompletionSource<string> _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Task<string> Failed => _failed.Task.WaitAsync(Eventually.Deadline);

    internal bool HasFailed => _failed.Task.IsCompleted;

    public void OnTrackFailed(ILocalTrack track, string reason) => _failed.TrySetResult(reason);
}
