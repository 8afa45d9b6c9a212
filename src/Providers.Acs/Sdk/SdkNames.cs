using Azure.Communication.Calling.WindowsClient;

namespace Calling.Providers.Acs.Sdk;

/// <summary>
/// The members of the SDK whose names no source settles, each in one place: should one of them not compile against the package, it is mended here
/// (docs/providers/acs.md lists them).
/// </summary>
internal static class SdkNames
{
    /// <summary>The channel of heartbeats: the same in every app that is to hear them.</summary>
    public const int HeartChannel = 4711;

    /// <summary>A channel to everybody that may lose messages. Of its options the types are not known, of its feature not how it is reached in this version.</summary>
    public static DataChannelSender OpenChannel(CommunicationCall call) => call.Features.DataChannel.GetDataChannelSender(new()
    {
        ChannelId = HeartChannel,
        BitrateInKbps = 32,
        Priority = DataChannelPriority.Normal,
        Reliability = DataChannelReliability.Lossy,
        Participants = [],
    });

    /// <summary>It may be <c>AddParticipantAsync</c>.</summary>
    public static Task<RemoteParticipant> InviteAsync(CommunicationCall call, CallIdentifier who) => Task.FromResult(call.AddParticipant(who));

    /// <summary>Whether the microphone can be chosen is not known, only that it can be read.</summary>
    public static void UseMicrophone(DeviceManager devices, AudioDeviceDetails microphone) => devices.Microphone = microphone;

    /// <summary>The type <c>AudioDeviceDetails</c> was never seen.</summary>
    public static AudioDeviceDetails? Microphone(DeviceManager devices, string id) =>
        devices.Microphones.FirstOrDefault(m => m.Id == id) ?? devices.Microphones.FirstOrDefault(m => m.Name == id);
}
