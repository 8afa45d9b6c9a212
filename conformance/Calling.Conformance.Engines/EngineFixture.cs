using Calling.Conformance.Shared;
using Calling.Providers;
using Calling.Providers.WebRtc;
using Calling.Providers.WebRtc.PeerConnections;
using Calling.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Calling.Conformance.Engines;

/// <summary>The self-hosted provider on one engine: a real server on loopback for a suite, a relay in front of it for each device.</summary>
public abstract class EngineFixture : ConformanceFixture
{
    private const string Key = "conformance";
    private const string Secret = "a secret of these tests, long enough";

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);

    private readonly CallingServerHost _host = CallingServerHost.Build("http://127.0.0.1:0", o =>
    {
        o.Keys[Key] = Secret;
        o.ClockSkew = TimeSpan.Zero;
        o.Exchange.CallGrace = Grace;
    });

    private readonly RecentLog _log = new();
    private readonly SentPackets _packets = new();
    private readonly Paths _paths = new();
    private readonly ILoggerFactory _loggers;
    private Relays? _relays;

    protected EngineFixture() => _loggers = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Debug).AddProvider(_log));

    public override ConformanceClock Clock { get; } = ConformanceClock.Real();

    /// <summary>Shorter than the default, since it passes in real time.</summary>
    public override TimeSpan LineGrace => Grace;

    public override INetworkHook? Network => _relays;

    public override IHostileHook Hostile => new RawDevices(() => _host.Address, Credential);

    public override IWireHook Wire => _packets;

    public override IMediaHook Media => _paths;

    public override IQualityHook Quality => _paths;

    public override Func<CallParty, ICallProvider> SingleDevice => device => Create(device, isSole: true);

    public override string Diagnostics => _log.ToString();

    /// <summary>Makes the engine of one device.</summary>
    protected abstract IPeerConnectionFactory CreateEngine();

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
        await _host.StartAsync();
        _relays = new Relays(_host.Address);
    }

    public override ValueTask OpenAsync()
    {
        _log.Clear();
        return base.OpenAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        if (_relays is not null)
        {
            await _relays.DisposeAsync();
        }

        await _host.DisposeAsync();
        _loggers.Dispose();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private WebRtcCallProvider Create(CallParty device, bool isSole)
    {
        var options = new WebRtcOptions
        {
            Server = _relays!.AddressFor(device),
            SingleDevice = isSole,
            GracePeriod = Grace,
            Engine = _ => new CountingFactory(_paths.Through(device, CreateEngine()), device, _packets),
        };
        options.LocalAddresses.Add("127.0.0.1");
        return new WebRtcCallProvider(options, new ServiceCollection().BuildServiceProvider(), TimeProvider.System, _loggers);
    }

    private static string Token(CallParty device, string secret = Secret, TimeSpan? life = null) =>
        CallingTokens.Create(Key, secret, device.UserId, life, device.DeviceId);
}
