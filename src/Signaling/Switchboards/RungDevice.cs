namespace Calling.Signaling.Switchboards;

/// <summary>A device that was told of an invitation.</summary>
/// <param name="DeviceId">The device.</param>
/// <param name="Ring">How it stands.</param>
public sealed record RungDevice(string DeviceId, DeviceRing Ring);
