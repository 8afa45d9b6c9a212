using Calling.Media;

namespace Calling.Providers.Acs.Sdk;

/// <summary>Told what goes wrong with this device's microphone and camera. Any thread.</summary>
internal interface ILocalMediaOwner
{
    /// <summary>There is no such device, or it stopped working; the call goes on without it.</summary>
    void OnUnavailable(MediaKind kind, string reason);

    /// <summary>It cannot be stopped.</summary>
    void OnBroken(Exception error);
}
