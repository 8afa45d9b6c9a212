using System.Globalization;

namespace Calling.Providers.Acs.Sdk;

/// <summary>What the SDK throws, in the contract's words. Few of its HRESULTs are documented; all of them are passed on.</summary>
internal static class SdkErrors
{
    private const int InvalidArgument = unchecked((int)0x80070057);

    /// <summary>Nobody may end the call for everyone: it has no host.</summary>
    public static bool IsHangUpForEveryoneRefused(Exception error) => (error.HResult & 0xFFFF) == 98;

    /// <summary>The vendor's own account.</summary>
    public static ProviderFault Fault(Exception error) => new(Code(error), error.Message);

    /// <summary>Signing in failed.</summary>
    public static CallException SignIn(Exception error) => error switch
    {
        CallException known => known,
        OperationCanceledException => new(CallErrorCode.Unreachable, "The sign-in was given up before the vendor had answered.", error),
        { HResult: InvalidArgument } or ArgumentException =>
            new(CallErrorCode.AuthenticationFailed, "The vendor refuses the token.", error) { ProviderCode = Code(error) },
        _ => new(CallErrorCode.ProviderFailed, $"The calling SDK failed to sign in: {error.Message}", error) { ProviderCode = Code(error) },
    };

    private static string Code(Exception error) => string.Create(CultureInfo.InvariantCulture, $"0x{error.HResult:X8}");
}
