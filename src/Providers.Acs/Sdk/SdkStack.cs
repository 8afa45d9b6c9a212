using Azure.Communication.Calling.WindowsClient;

namespace Calling.Providers.Acs.Sdk;

/// <summary>The SDK of this machine, or what a test puts in its place.</summary>
/// <param name="create">Makes the SDK's client.</param>
internal sealed class SdkStack(Func<CallClientOptions, CallClient> create) : IAcsStack
{
    public SdkStack()
        : this(options => new CallClient(options))
    {
    }

    public async ValueTask<ICallLine> ConnectAsync(AcsSignIn signIn, ICallLineObserver observer, CancellationToken ct) =>
        await NativeLine.OpenAsync(signIn, create, observer, ct).ConfigureAwait(false);

    public IAcsGroupMedia CreateGroupMedia(AcsSignIn signIn) => new GroupMedia(signIn, create);
}
