using Calling.Acs.Emulator;
using Calling.Conformance.Shared;
using Calling.Media;
using Calling.Providers;
using Calling.Providers.Acs;
using Calling.Providers.Acs.Sdk;
using Calling.Server;
using Calling.Signaling;
using Calling.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Calling.Conformance.AcsPaired;

/// <summary>
/// Azure Communication Services in paired mode: one real server of ours on loopback for a suite, with a relay in front of it for each device; the vendor's
/// cloud and its identity service are emulated, each device of a test being a machine of its own there.
/// </summary>
public sealed class AcsPairedFixture : ConformanceFixture
{
    private const string Key = "conformance";
    private const string Secret = "a secret of these tests, long enough";

    private readonly EmulatedCloud _cloud = new(new EmulatorSettings(), TimeProvider.System);
    private readonly RecentLog _log = new();
    private readonly ILoggerFactory _loggers;
    private readonly VendorMachines _machines;
    private readonly EmulatedPaths _paths;
    private EmulatedIdentityServer? _identities;
    private AcsIdentityClient? _client;
    private CallingServerHost? _host;
    private PairedNetwork? _network;

    public AcsPairedFixture()
    {
        _loggers = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Debug).AddProvider(_log));
        _machines = new(_cloud);
        _paths = new(_machines.Of);
    }

    public override string Name => "AcsPaired";

    public override ConformanceClock Clock { get; } = ConformanceClock.Real();

    /// <summary>The app's own pictures: of a camera of its own the SDK gives no frames, so nothing could be seen of a preview.</summary>
    public override VideoSource Camera { get; } = new VideoSource.Frames(new PatternFrames());

    public override AudioSource Microphone => new AudioSource.Microphone();

    public override INetworkHook? Network => _network;

    public override IHostileHook Hostile => new RawDevices(() => _host!.Address, Credential);

    public override IWireHook Wire => _machines;

    public override IMediaHook Media => _paths;

    public override IQualityHook Quality => _paths;

    public override Func<CallParty, ICallProvider> SingleDevice => device => Create(device, isSole: true);

    /// <summary>Scripts mostly wait; they share nothing but the server and the vendor.</summary>
    public override int ScriptsAtOnce => 3;

    public override string Diagnostics => _log.ToString();

    public override ICallProvider CreateProvider(CallParty device) => Create(device, isSole: false);

    public override CallCredential Credential(CallParty device) =>
        CallCredential.FromToken(device.UserId, Token(device), device.DeviceId);

    public override CallCredential RefusedCredential(CallParty device) =>
        CallCredential.FromToken(device.UserId, Token(device, "another secret, just as long as it must be"), device.DeviceId);

    public override string ShortToken(CallParty device, TimeSpan life) => Token(device, life: life);

    public override CallCredential ForgedCredential(string claimed, CallParty device) =>
        CallCredential.FromToken(claimed, Token(device), device.DeviceId);

    public override async ValueTask InitializeAsync()
    {
        _identities = await EmulatedIdentityServer.StartAsync(_cloud);
        _client = new AcsIdentityClient(_identities.Endpoint, _identities.AccessKey);
        _host = CallingServerHost.Build(
            "http://127.0.0.1:0",
            o =>
            {
                o.Keys[Key] = Secret;
                o.ClockSkew = TimeSpan.Zero;
                o.MediaGroup.Scheme = "acs-group";

                // All devices of a suite are at one address, and each asks for a token of the vendor's when it signs in.
                o.Connects.Burst = 10_000;
            },
            web => web.Services.AddSingleton<IVendorIdentities>(new AcsVendorIdentities(_client, new MemoryAcsDirectory())));
        await _host.StartAsync();
        _network = new PairedNetwork(new Relays(_host.Address), _machines);
    }

    public override ValueTask OpenAsync()
    {
        _log.Clear();
        return base.OpenAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        if (_network is not null)
        {
            await _network.DisposeAsync();
        }

        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        _client?.Dispose();
        if (_identities is not null)
        {
            await _identities.DisposeAsync();
        }

        _loggers.Dispose();
        await base.DisposeAsync();
    }

    private AcsCallProvider Create(CallParty device, bool isSole)
    {
        var options = new AcsOptions
        {
            Mode = AcsMode.Paired,
            Frames = true,
            Server = _network?.AddressFor(device),
            SingleDevice = isSole,
            Stack = () => new SdkStack(_machines.Of(device).CreateClient),
        };
        return new AcsCallProvider(options, new ServiceCollection().BuildServiceProvider(), TimeProvider.System, _loggers);
    }

    private static string Token(CallParty device, string secret = Secret, TimeSpan? life = null) =>
        CallingTokens.Create(Key, secret, device.UserId, life, device.DeviceId);
}
