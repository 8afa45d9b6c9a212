namespace Calling.Acs.Emulator.Tests;

public class DeviceManagerTests
{
    [Fact]
    public async Task What_is_plugged_in_and_out_is_told()
    {
        var stage = new Stage();
        var device = stage.Cloud.Device("one");
        var manager = await device.CreateClient(new CallClientOptions()).GetDeviceManagerAsync().Soon();
        var told = new List<string>();
        manager.MicrophonesUpdated += (_, args) => told.Add($"microphones +{args.AddedAudioDevices.Count}-{args.RemovedAudioDevices.Count}");
        manager.SpeakersUpdated += (_, args) => told.Add($"speakers +{args.AddedAudioDevices.Count}-{args.RemovedAudioDevices.Count}");
        Assert.Equal((1, 1, 1), (manager.Cameras.Count, manager.Microphones.Count, manager.Speakers.Count));

        manager.Microphone = device.AddMicrophone("headset");
        device.AddSpeaker("headset");
        device.RemoveMicrophone("headset");
        device.RemoveSpeaker("headset");
        await stage.SettleAsync();
        Assert.Equal(["microphones +1-0", "speakers +1-0", "microphones +0-1", "speakers +0-1"], told);
        Assert.Equal((1, 1), (manager.Microphones.Count, manager.Speakers.Count));
    }
}
