namespace Calling.Server.Hosting;

/// <summary>A user's devices.</summary>
/// <param name="Devices">By their ids.</param>
internal sealed record DeviceList(IReadOnlyList<DeviceEntry> Devices);
