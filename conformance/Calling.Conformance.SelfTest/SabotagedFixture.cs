using System.Collections.Concurrent;
using Calling.Conformance.Mock;
using Calling.Providers;
using Calling.Providers.Mock;

namespace Calling.Conformance.SelfTest;

/// <summary>The mock, broken in one way: below the faults that a test scripts, above them, and in front of the client.</summary>
public sealed class SabotagedFixture : MockFixture
{
    private readonly ConcurrentQueue<Device> _below = new();
    private readonly ConcurrentQueue<Device> _above = new();
    private readonly Sabotage _sabotage;

    internal SabotagedFixture(Sabotage sabotage) => _sabotage = sabotage;

    public override IReadOnlyDictionary<string, string> KnownDeviations => Deviations;

    internal Dictionary<string, string> Deviations { get; init; } = [];

    public override Func<CallParty, ICallProvider> SingleDevice => device => Bend(
        _sabotage.SingleDevice ?? true ? base.SingleDevice(device) : base.CreateProvider(device));

    /// <summary>The mock looks at no token but this one, so this stands for the token of somebody else.</summary>
    public override CallCredential ForgedCredential(string claimed, CallParty device) =>
        CallCredential.FromToken(claimed, MockFaults.InvalidToken, device.DeviceId);

    public override ICallProvider CreateProvider(CallParty device) => Bend(
        _sabotage.SingleDevice ?? false ? base.SingleDevice(device) : base.CreateProvider(device));

    public override ICallClient CreateClient(ICallProvider provider, CallingOptions options)
    {
        _sabotage.Options(options);
        var ears = new Sabotage(_sabotage.Rule, _sabotage.Breaks) { Command = _sabotage.Said, Signal = _sabotage.Heard };
        return _sabotage.Client(base.CreateClient(new BentProvider(provider, ears, _above), options));
    }

    private BentProvider Bend(ICallProvider sound) => new(sound, _sabotage, _below);
}
