namespace Calling.Server.Authentication;

/// <summary>Who was vouched for.</summary>
/// <param name="UserId">The user.</param>
/// <param name="DeviceId">The device, where the token names one.</param>
/// <param name="Expires">Until when; null without end.</param>
internal sealed record SignedIn(string UserId, string? DeviceId, DateTimeOffset? Expires);
