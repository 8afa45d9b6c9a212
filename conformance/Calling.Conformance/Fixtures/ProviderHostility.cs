using Calling.Providers;

namespace Calling.Conformance;

/// <summary>The <see cref="IHostileHook"/> of a provider whose own line sends whatever it is given.</summary>
/// <param name="fixture">Makes the provider and the credential.</param>
public sealed class ProviderHostility(ConformanceFixture fixture) : IHostileHook
{
    /// <inheritdoc/>
    public ValueTask<ICallLine> SignInAsync(CallParty device, ICallLineObserver observer, CancellationToken ct) =>
        fixture.CreateProvider(device).ConnectAsync(fixture.Credential(device), observer, ct);
}
