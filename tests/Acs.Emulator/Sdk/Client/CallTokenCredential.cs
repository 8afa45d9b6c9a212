using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[C] The user's token, and how to renew it. Throws if the token is malformed [D].</summary>
public sealed class CallTokenCredential
{
    public CallTokenCredential(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        Token = TokenText.IsWellFormed(token) ? token : throw Errors.Invalid("The token is malformed.");
    }

    public CallTokenCredential(string token, CallTokenRefreshOptions refreshOptions)
        : this(token) => RefreshOptions = refreshOptions;

    internal string Token { get; }

    internal CallTokenRefreshOptions? RefreshOptions { get; }
}
