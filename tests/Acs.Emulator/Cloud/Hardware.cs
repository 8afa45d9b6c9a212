using Azure.Communication.Calling.WindowsClient;

namespace Calling.Acs.Emulator;

/// <summary>What is plugged into a device.</summary>
internal sealed class Hardware
{
    public IReadOnlyList<VideoDeviceDetails> Cameras { get; set; } = [];

    public IReadOnlyList<AudioDeviceDetails> Microphones { get; set; } = [new("microphone-1", "microphone")];

    public IReadOnlyList<AudioDeviceDetails> Speakers { get; set; } = [new("speaker-1", "speaker")];
}
