namespace Calling.Server.Hosting;

/// <summary>What the backend asks for.</summary>
/// <param name="UserId">Who will sign in.</param>
/// <param name="DeviceId">With which device alone.</param>
/// <param name="Lifetime">Milliseconds.</param>
internal sealed record TokenRequest(string UserId, string? DeviceId = null, int? Lifetime = null);
