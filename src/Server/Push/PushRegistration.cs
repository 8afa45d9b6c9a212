namespace Calling.Server.Push;

/// <summary>Where a device can be woken.</summary>
/// <param name="UserId">Whose device.</param>
/// <param name="DeviceId">Which.</param>
/// <param name="Service">The push service, in the application's words, such as <c>fcm</c>, <c>apns</c> or <c>wns</c>.</param>
/// <param name="Token">The device's address there. A secret: never logged.</param>
public sealed record PushRegistration(string UserId, string DeviceId, string Service, string Token)
{
    /// <summary>Never the token.</summary>
    public override string ToString() => $"{UserId}/{DeviceId} at {Service}";
}
