namespace Calling.Server.Authentication;

/// <summary>What a good token says.</summary>
/// <param name="Key">Whose secret signed it.</param>
/// <param name="UserId">For whom; not checked yet.</param>
/// <param name="DeviceId">For which device; not checked yet.</param>
/// <param name="Expires">Until when.</param>
internal sealed record TokenClaims(string Key, string? UserId, string? DeviceId, DateTimeOffset Expires);
