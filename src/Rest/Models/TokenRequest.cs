namespace Calling.Rest;

/// <summary>A token that a backend asks for.</summary>
/// <param name="UserId">Who will sign in.</param>
/// <param name="DeviceId">With which device alone; any if null.</param>
/// <param name="Lifetime">How long, in whole seconds: 1 s to what the server allows; an hour if null.</param>
public sealed record TokenRequest(string UserId, string? DeviceId = null, TimeSpan? Lifetime = null);
