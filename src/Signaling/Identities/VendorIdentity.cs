namespace Calling.Signaling;

/// <summary>A user and the same user at a media vendor.</summary>
/// <param name="UserId">The user.</param>
/// <param name="VendorId">The vendor's id.</param>
public sealed record VendorIdentity(string UserId, string VendorId);
