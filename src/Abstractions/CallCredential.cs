namespace Calling;

/// <summary>Who signs in, and what proves it.</summary>
public sealed class CallCredential
{
    private CallCredential(string userId, string token, string? deviceId)
        => (UserId, Token, DeviceId) = (userId, token, deviceId);

    /// <summary>The user.</summary>
    public string UserId { get; }

    /// <summary>The provider's token.</summary>
    public string Token { get; }

    /// <summary>The device's lasting id, where the app keeps one; the token's wins, and otherwise one is made for each sign-in.</summary>
    public string? DeviceId { get; }

    /// <summary>A user with a token that the app's backend issued.</summary>
    /// <param name="userId">The user; the provider checks it against the token (rule CALL-008).</param>
    /// <param name="token">The provider's token.</param>
    /// <param name="deviceId">The device's lasting id, if the app keeps one.</param>
    public static CallCredential FromToken(string userId, string token, string? deviceId = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(userId);
        ArgumentNullException.ThrowIfNull(token);
        return new CallCredential(userId, token, deviceId);
    }

    /// <summary>The user, never the token.</summary>
    public override string ToString() => UserId;
}
