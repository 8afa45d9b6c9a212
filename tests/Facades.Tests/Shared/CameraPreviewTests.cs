using Calling.Facades.Tests.NERtc;
using Calling.Media;

namespace Calling.Facades.Tests.Shared;

/// <summary>The camera is open while a view wants it and the user has not switched it off.</summary>
public sealed class CameraPreviewTests
{
    private readonly TaskCompletionSource<IAsyncDisposable> _opening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CameraPreview _preview;
    private int _opened;

    public CameraPreviewTests() => _preview = new CameraPreview(
        Script.Of<ICallClient>((nameof(ICallClient.StartPreviewAsync), () =>
        {
            _opened++;
            return _opening.Task;
        })),
        new VideoSource.TestPattern());

    [Fact]
    public async Task It_does_not_outlive_the_call_when_the_camera_is_switched_on_at_its_end()
    {
        var (showing, closing, switching) = (_preview.ShowAsync(new FrameCount()), _preview.CloseAsync(), _preview.EnableAsync(true));
        Open();
        await Task.WhenAll(showing, closing, switching);
        Assert.Equal(1, _opened);
    }

    [Fact]
    public async Task A_new_view_does_not_open_a_camera_that_is_switched_off()
    {
        Open();
        await _preview.EnableAsync(false);
        await _preview.ShowAsync(new FrameCount());
        Assert.Equal(0, _opened);
        await _preview.EnableAsync(true);
        Assert.Equal(1, _opened);
    }

    [Fact]
    public async Task The_next_call_begins_with_the_camera()
    {
        Open();
        await _preview.EnableAsync(false);
        await _preview.CloseAsync();
        await _preview.ShowAsync(new FrameCount());
        Assert.Equal(1, _opened);
    }

    private void Open() => _opening.SetResult(Script.Of<IAsyncDisposable>((nameof(IAsyncDisposable.DisposeAsync), () => ValueTask.CompletedTask)));
}
