namespace Calling.Server.Hosting;

/// <summary>Where a device can be woken.</summary>
/// <param name="Service">The push service.</param>
/// <param name="Token">The device's address there.</param>
internal sealed record PushTarget(string Service, string Token)
{
    /// <summary>Never the token.</summary>
    public override string ToString() => Service;
}
