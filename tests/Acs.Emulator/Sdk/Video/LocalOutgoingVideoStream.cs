using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[C] A camera.</summary>
public sealed class LocalOutgoingVideoStream : OutgoingVideoStream
{
    public LocalOutgoingVideoStream(VideoDeviceDetails camera)
    {
        ArgumentNullException.ThrowIfNull(camera);
        Source = camera;
    }

    public override VideoStreamKind Kind => VideoStreamKind.LocalOutgoing;

    internal VideoDeviceDetails Source { get; private set; }

    public Task<Uri> StartPreviewAsync() => Task.FromResult(new Uri($"video://preview/{Id}"));

    public Task StopPreviewAsync() => Task.CompletedTask;

    [EmulatorDefined("[M]")]
    public Task SwitchSourceAsync(VideoDeviceDetails camera)
    {
        ArgumentNullException.ThrowIfNull(camera);
        return Leg is { } leg ? leg.Agent.Device.CommandAsync(() => Switch(leg, camera)) : Task.Run(() => Source = camera);
    }

    private void Switch(Leg leg, VideoDeviceDetails camera) =>
        Source = leg.Agent.Device.Hardware.Cameras.Contains(camera)
            ? camera
            : throw Errors.Of(Errors.NoVideoPermission, "The camera cannot be used.");
}
