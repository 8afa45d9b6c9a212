namespace Calling.Server.Hosting;

/// <summary>One device.</summary>
/// <param name="DeviceId">Its id.</param>
/// <param name="ConnectedAt">Since when it is connected; null while it is not.</param>
/// <param name="PushService">Where it can be woken; null if it cannot.</param>
internal sealed record DeviceEntry(string DeviceId, DateTimeOffset? ConnectedAt, string? PushService);
