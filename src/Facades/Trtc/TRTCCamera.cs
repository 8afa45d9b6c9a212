using System.Runtime.CompilerServices;
using Calling.Facades;
using Calling.Media;

namespace Calling.Trtc;

/// <summary>The camera as the app wants it: opened before or in a call, with a view for this user alone; closed with the call.</summary>
internal sealed class TRTCCamera(ICallClient client, VideoSource source)
{
    private readonly CameraPreview _preview = new(client, source);
    private readonly ConditionalWeakTable<ICallSession, StrongBox<CameraFacing>> _facings = [];
    private CameraFacing _wanted;

    /// <summary>Whether a call that begins sends pictures from its first moment.</summary>
    public bool IsOpen { get; private set; }

    public async Task OpenAsync(ICallSession? session, CameraFacing facing, IVideoSink? view)
    {
        // An audio call refuses it, and then the next call begins without.
        (IsOpen, _wanted) = (session is not { Snapshot.Media: CallMedia.Audio }, facing);
        if (session is not null)
        {
            await session.SetCameraAsync(true).ConfigureAwait(false);
            await AimAsync(session).ConfigureAwait(false);
        }

        await _preview.ShowAsync(view).ConfigureAwait(false);
    }

    /// <summary>Stops it for a call that goes on.</summary>
    public async Task CloseAsync(ICallSession session)
    {
        await CloseAsync().ConfigureAwait(false);
        await session.SetCameraAsync(false).ConfigureAwait(false);
    }

    /// <summary>Stops it; the next call begins without.</summary>
    public Task CloseAsync()
    {
        (IsOpen, _wanted) = (false, CameraFacing.Front);
        return _preview.ShowAsync(null);
    }

    /// <summary>Takes the camera on this side of the phone.</summary>
    public Task SwitchAsync(ICallSession session, CameraFacing facing)
    {
        _wanted = facing;
        return AimAsync(session);
    }

    /// <summary>Has a call take the wanted camera, once it has media: a call begins with the front one.</summary>
    public async Task AimAsync(ICallSession session)
    {
        var facing = _facings.GetOrCreateValue(session);
        if (facing.Value != _wanted && session.Snapshot.State is CallState.Connected or CallState.Reconnecting)
        {
            await session.Media.SwitchCameraAsync(_wanted).ConfigureAwait(false);
            facing.Value = _wanted;
        }
    }
}
