using Microsoft.Extensions.Logging;

namespace Calling.Providers.Acs;

/// <summary>One sign-in at the vendor: who, and what it takes.</summary>
/// <param name="Credential">The user, with the token that the app signed in with; a device id is always set.</param>
/// <param name="Options">The settings.</param>
/// <param name="Directory">Knows the vendor's ids.</param>
/// <param name="Tokens">Issues the vendor's tokens; null if the credential's token is one.</param>
/// <param name="Time">The only clock.</param>
/// <param name="Loggers">Told of what goes wrong.</param>
internal sealed record AcsSignIn(
    CallCredential Credential, AcsOptions Options, IAcsDirectory Directory, IAcsTokenSource? Tokens, TimeProvider Time, ILoggerFactory Loggers);
