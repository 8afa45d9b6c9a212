using Azure.Communication.Calling.WindowsClient;

namespace Calling.Providers.Acs.Sdk;

/// <summary>
/// The members of the SDK whose names no source settles, each in one place: should one of them not compile against the package, it is mended here
/// (docs/providers/acs.md lists them).
/// </summary>
internal static class SdkNames
{
    /// <summary>It may be <c>AddParticipantAsync</c>.</summary>
    public static Task<RemoteParticipant> InviteAsync(CommunicationCall call, CallIdentifier who) => Task.FromResult(call.AddParticipant(who));

    /// <summary>Whether the microphone can be chosen is not known, only that it can be read.</summary>
    public static void UseMicrophone(DeviceManager devices, AudioDeviceDetails microphone) => devices.Microphone = microphone;

    /// <summary>The type <c>AudioDeviceDetails</c> was never seen.</summary>
    public static AudioDeviceDetails? Microphone(DeviceManager devices, string id) =>
        devices.Microphones.FirstOrDefault(m => m.Id == id) ?? devices.Microphones.FirstOrDefault(m => m.Name == id);
}
