namespace Calling.Server.Push;

/// <summary>A device of the user, as the webhook is told of it.</summary>
/// <param name="DeviceId">Which.</param>
/// <param name="Service">The push service.</param>
/// <param name="Token">The device's address there.</param>
internal sealed record PushDevice(string DeviceId, string Service, string Token)
{
    /// <summary>Never the token.</summary>
    public override string ToString() => $"{DeviceId} at {Service}";
}
