using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[C] A camera.</summary>
public sealed class LocalOutgoingVideoStream : OutgoingVideoStream
{
    public LocalOutgoingVideoStream(VideoDeviceDetails camera) => throw new NotImplementedException();

    public override VideoStreamKind Kind => VideoStreamKind.LocalOutgoing;

    public Task<Uri> StartPreviewAsync() => throw new NotImplementedException();

    public Task StopPreviewAsync() => throw new NotImplementedException();

    [EmulatorDefined("[M]")]
    public Task SwitchSourceAsync(VideoDeviceDetails camera) => throw new NotImplementedException();
}
