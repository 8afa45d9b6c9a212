namespace Calling.Rest;

/// <summary>A user's devices.</summary>
/// <param name="Devices">By their ids.</param>
public sealed record UserDevices(IReadOnlyList<UserDevice> Devices);
