using Azure.Communication.Calling.WindowsClient;

namespace Calling.Acs.Emulator;

/// <summary>One process on one machine, and what goes wrong with it.</summary>
public sealed class EmulatedDevice
{
    public string Name => throw new NotImplementedException();

    /// <summary>Buffers of sound that have left in calls, be anybody there to hear them or not.</summary>
    public long SoundSent => throw new NotImplementedException();

    /// <summary>Frames that have left in calls.</summary>
    public long PicturesSent => throw new NotImplementedException();

    public CallClient CreateClient(CallClientOptions options) => throw new NotImplementedException();

    /// <summary>The process dies without a word: nothing that it made raises an event or carries content again.</summary>
    public void Kill() => throw new NotImplementedException();

    /// <summary>Nothing comes or goes; what is done meanwhile is carried out when the network is back, if it is back in time.</summary>
    public void NetworkDown() => throw new NotImplementedException();

    public void NetworkUp() => throw new NotImplementedException();

    /// <summary>Content gets lost in both directions; calls are left alone.</summary>
    public void MediaDown() => throw new NotImplementedException();

    public void MediaUp() => throw new NotImplementedException();

    /// <summary>A camera is plugged in.</summary>
    public VideoDeviceDetails AddCamera(string name) => throw new NotImplementedException();

    /// <summary>Every camera of that name is unplugged; what it was sending ends.</summary>
    public void RemoveCamera(string name) => throw new NotImplementedException();
}
