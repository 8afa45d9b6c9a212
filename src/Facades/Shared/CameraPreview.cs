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
    private IAsyncDisposable? _running;

    /// <summary>Shows in a view instead of the former one, or nowhere.</summary>
    public Task ShowAsync(IVideoSink? view) => ChangeAsync(view, isOn: true);

    /// <summary>Goes on or pauses in the present view.</summary>
    public Task EnableAsync(bool on) => ChangeAsync(_view, on);

    private async Task ChangeAsync(IVideoSink? view, bool isOn)
    {
        await _changing.WaitAsync().ConfigureAwait(false);
        try
        {
            _view = view;
            if (_running is { } running)
            {
                _running = null;
                await running.DisposeAsync().ConfigureAwait(false);
            }

            if (view is not null && isOn)
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
