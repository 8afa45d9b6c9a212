namespace Calling.Providers.Acs;

/// <summary>Stands where the SDK cannot: every use says what is missing.</summary>
internal sealed class MissingAcsStack : IAcsStack
{
    /// <summary>The SDK where this assembly was built with it, else this.</summary>
#if ACS_SDK
    public static IAcsStack Default() => new Sdk.SdkStack();
#else
    public static IAcsStack Default() => new MissingAcsStack();
#endif

    public ValueTask<ICallLine> ConnectAsync(AcsSignIn signIn, ICallLineObserver observer, CancellationToken ct) => throw Missing();

    public IAcsGroupMedia CreateGroupMedia(AcsSignIn signIn) => throw Missing();

    private static CallException Missing() => new(
        CallErrorCode.EngineUnavailable,
        "Azure Communication Services' calling SDK runs on Windows only: target net10.0-windows10.0.19041.0 and build Calling.Providers.Acs with "
        + "VendorPackages=Azure.Communication.Calling.WindowsClient (docs/providers/acs.md).");
}
