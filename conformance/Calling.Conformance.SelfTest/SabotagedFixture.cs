using System.Collections.Concurrent;
using Calling.Conformance.Mock;
using Calling.Providers;

namespace Calling.Conformance.SelfTest;

/// <summary>The mock, broken in one way; not broken without one.</summary>
public sealed class SabotagedFixture : MockFixture
{
    private readonly ConcurrentQueue<Device> _everybody = new();
    private readonly Sabotage _sabotage;

    internal SabotagedFixture(Sabotage sabotage) => _sabotage = sabotage;

    public override ICallProvider CreateProvider(CallParty device) => new BentProvider(base.CreateProvider(device), _sabotage, _everybody);

    public override ICallClient CreateClient(ICallProvider provider, CallingOptions options)
    {
        _sabotage.Options(options);
        return _sabotage.Client(base.CreateClient(provider, options));
    }
}
