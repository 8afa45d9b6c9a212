using System.Runtime.CompilerServices;
using Calling.Facades;
using Calling.Media;

namespace Calling.Trtc;

/// <summary>The camera as the app wants it: opened before or in a call, with a view for this user alone; closed with the call.</summary>
internal sealed class TRTCCamera(ICallClient client, VideoSource source)
{
    private readonly CameraPreview _preview = new(client, source);
    private readonly ConditionalWeakTable<ICallSession, StrongBox<CameraFacing>> _facings = [];
    private readonly Lock _lock = new();
    private CameraFacing _wanted;
    private bool _isOpen;
    private ICallSession? _call;

    // How often it was opened or closed: whoever waits meanwhile is out of date.
    private long _changes;

    /// <summary>Whether a call that begins sends pictures from its first moment.</summary>
    public bool IsOpen
    {
        get
        {
            lock (_lock)
            {
                return _isOpen && _call?.Snapshot.State != CallState.Ended;
            }
        }
    }

    public async Task OpenAsync(ICallSession? session, CameraFacing facing, IVideoSink? view)
    {
        long change;
        lock (_lock)
        {
            // An audio call refuses it, and then the next call begins without.
            (_isOpen, _call, _wanted) = (session is not { Snapshot.Media: CallMedia.Audio }, session, facing);
            change = ++_changes;
        }

        if (session is not null)
        {
            await session.SetCameraAsync(true).ConfigureAwait(false);
            await AimAsync(session).ConfigureAwait(false);
        }

        Task showing;
        lock (_lock)
        {
            showing = change == _changes ? _preview.ShowAsync(view) : Task.CompletedTask;
        }

        await showing.ConfigureAwait(false);
    }

    /// <summary>A call begins: what was opened before it closes with it.</summary>
    /// <returns>Whether it is open.</returns>
    public bool TakeFor(ICallSession session)
    {
        lock (_lock)
        {
            _call = IsOpen ? session : _call;
            return IsOpen;
        }
    }

    /// <summary>What was opened for a call that crossed another is the survivor's.</summary>
    public void HandOver(ICallSession lost, ICallSession survivor)
    {
        lock (_lock)
        {
            _call = _call == lost ? survivor : _call;
        }
    }

    /// <summary>Stops it if it was opened for this call, or before it.</summary>
    public Task EndAsync(ICallSession session)
    {
        lock (_lock)
        {
            return _call == session ? CloseAsync() : Task.CompletedTask;
        }
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
        lock (_lock)
        {
            (_isOpen, _call, _wanted) = (false, null, CameraFacing.Front);
            _changes++;
            return _preview.ShowAsync(null);
        }
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
