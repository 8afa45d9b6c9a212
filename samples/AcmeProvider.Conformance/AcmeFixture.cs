using AcmeVendor;
using Calling.Providers;
using Calling.Providers.Acme;

namespace Calling.Conformance.Acme;

/// <summary>One service of Acme's for a suite, in real time; every test has users of its own.</summary>
public sealed class AcmeFixture : ConformanceFixture
{
    private readonly AcmeService _service = new();

    public override string Name => "Acme";

    public override ConformanceClock Clock { get; } = ConformanceClock.Real();

    public override IHostileHook Hostile => new ProviderHostility(this);

    /// <summary>Acme never allows more than one.</summary>
    public override Func<CallParty, ICallProvider> SingleDevice => CreateProvider;

    public override IWireHook Wire => new BilledPackets(_service);

    public override IReadOnlyDictionary<string, string> KnownDeviations { get; } = new Dictionary<string, string>
    {
        ["CALL-113/over-long command id"] = "Acme knows a retry by the call's state and takes no command ids, so there is nothing to refuse",
    };

    public override ICallProvider CreateProvider(CallParty device) =>
        new AcmeCallProvider(new AcmeOptions { Host = "127.0.0.1", Port = _service.Port });

    public override CallCredential Credential(CallParty device) =>
        CallCredential.FromToken(device.UserId, _service.TokenFor(device.UserId), device.DeviceId);

    public override CallCredential RefusedCredential(CallParty device) =>
        CallCredential.FromToken(device.UserId, _service.TokenFor("somebody else"), device.DeviceId);

    public override CallCredential ForgedCredential(string claimed, CallParty device) =>
        CallCredential.FromToken(claimed, _service.TokenFor(device.UserId), device.DeviceId);

    public override async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        await base.DisposeAsync();
    }
}
