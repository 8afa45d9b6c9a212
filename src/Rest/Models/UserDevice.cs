namespace Calling.Rest;

/// <summary>One device of a user.</summary>
/// <param name="DeviceId">Its id.</param>
/// <param name="ConnectedAt">Since when it is connected; null while it is not.</param>
/// <param name="PushService">The service that can wake it; null if none can.</param>
public sealed record UserDevice(string DeviceId, DateTimeOffset? ConnectedAt = null, string? PushService = null);
