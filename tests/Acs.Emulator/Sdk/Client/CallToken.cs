using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[C] A token and its end; its properties [P].</summary>
public sealed class CallToken
{
    public CallToken(string token, DateTimeOffset expiresOn) => (Token, ExpiresOn) = (token, expiresOn);

    [EmulatorDefined("[P]")]
    public string Token { get; }

    [EmulatorDefined("[P]")]
    public DateTimeOffset ExpiresOn { get; }
}
