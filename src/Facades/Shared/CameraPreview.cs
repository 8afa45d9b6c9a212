using System.Diagnostics.CodeAnalysis;
using Calling.Media;

namespace Calling.Facades;

/// <summary>The local view: shows the camera to this user alone, while there is a view and the camera is on.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The semaphore holds no handle.")]
internal sealed class CameraPreview(ICallClient client, VideoSource source)
{
    // Never asked for its wait handle, so there is nothing to dispose.
    private readonly SemaphoreSlim _changing = new(1, 1);
    private IVideoSink? _view;
    private bool _isOn = true;
    private IAsyncDisposable? _running;

    /// <summary>Shows in a view instead of the former one, or nowhere; a camera that is switched off stays off.</summary>
    public Task ShowAsync(IVideoSink? view) => ChangeAsync(() => _view = view);

    /// <summary>Goes on or pauses, in the present view and in the next ones.</summary>
    public Task EnableAsync(bool on) => ChangeAsync(() => _isOn = on);

    /// <summary>The call is over: shows nowhere, and the next view shows the camera again.</summary>
    public Task CloseAsync() => ChangeAsync(() => (_view, _isOn) = (null, true));

    /// <summary>What is wanted changes in turn, too: whoever asks later has the last word.</summary>
    private async Task ChangeAsync(Action change)
    {
        await _changing.WaitAsync().ConfigureAwait(false);
        try
        {
            change();
            if (_running is { } running)
            {
                _running = null;
                await running.DisposeAsync().ConfigureAwait(false);
            }

            if (_isOn && _view is { } view)
            {
                _running = await client.StartPreviewAsync(source, view).ConfigureAwait(false);
            }
        }
        finally
        {
            _changing.Release();
        }
    }
}
