namespace Calling.Signaling.Switchboards;

/// <summary>A device that was told of an invitation.</summary>
/// <param name="DeviceId">The device.</param>
/// <param name="Ring">How it stands.</param>
public sealed record RungDevice(string DeviceId, DeviceRing Ring)
{
    /// <summary>The text given with a reject that speaks for this device alone.</summary>
    public string? Reason { get; init; }

    /// <summary>The data given with it.</summary>
    public string? Data { get; init; }
}
