using Calling.Providers;
using Calling.Providers.WebRtc;
using Calling.Providers.WebRtc.GStreamer;
using Calling.Server;
using Microsoft.Extensions.DependencyInjection;

namespace Calling.Conformance.WebRtc;

/// <summary>The self-hosted provider: one real server on loopback for a suite, a relay in front of it for each device, GStreamer.</summary>
public sealed class WebRtcFixture : ConformanceFixture
{
    private const string Key = "conformance";
    private const string Secret = "a secret of these tests, long enough";

    private readonly CallingServerHost _host = CallingServerHost.Build("http://127.0.0.1:0", o => o.Keys[Key] = Secret);
    private readonly SentPackets _packets = new();
    private Relays? _relays;

    public override string Name => "WebRtc";

    public override ConformanceClock Clock { get; } = ConformanceClock.Real();

    public override INetworkHook? Network => _relays;

    public override IHostileHook Hostile => new RawDevices(() => _host.Address, Credential);

    public override IWireHook Wire => _packets;

    public override ICallProvider CreateProvider(CallParty device)
    {
        var options = new WebRtcOptions
        {
            Server = _relays!.AddressFor(device),
            Engine = _ => new CountingFactory(new GStreamerPeerConnectionFactory(), device, _packets),
        };
        options.LocalAddresses.Add("127.0.0.1");
        return new WebRtcCallProvider(options, new ServiceCollection().BuildServiceProvider(), TimeProvider.System);
    }

    public override CallCredential Credential(CallParty device) => SignedWith(Secret, device);

    public override CallCredential RefusedCredential(CallParty device) => SignedWith("another secret, just as long as it must be", device);

    public override async ValueTask InitializeAsync()
    {
        await _host.StartAsync();
        _relays = new Relays(_host.Address);
    }

    public override async ValueTask DisposeAsync()
    {
        if (_relays is not null)
        {
            await _relays.DisposeAsync();
        }

        await _host.DisposeAsync();
        await base.DisposeAsync();
    }

    private static CallCredential SignedWith(string secret, CallParty device) =>
        CallCredential.FromToken(
            device.UserId, CallingTokens.Create(Key, secret, device.UserId, deviceId: device.DeviceId), device.DeviceId);
}
