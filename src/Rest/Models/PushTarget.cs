namespace Calling.Rest;

/// <summary>Where a device can be woken.</summary>
/// <param name="Service">The push service, in the application's words, such as <c>fcm</c>, <c>apns</c> or <c>wns</c>.</param>
/// <param name="Token">The device's address there, 1 to 4,096 bytes of UTF-8.</param>
public sealed record PushTarget(string Service, string Token)
{
    /// <summary>Never the token.</summary>
    public override string ToString() => Service;
}
