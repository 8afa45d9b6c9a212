namespace Calling.Providers;

/// <summary>A user's device.</summary>
/// <param name="UserId">The user.</param>
/// <param name="DeviceId">The device.</param>
public readonly record struct CallParty(string UserId, string DeviceId)
{
    /// <summary><c>user/device</c>.</summary>
    public override string ToString() => $"{UserId}/{DeviceId}";
}
