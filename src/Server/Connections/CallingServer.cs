using System.Collections.Concurrent;
using Calling.Server.Authentication;
using Calling.Server.Limits;
using Calling.Server.Push;
using Calling.Signaling;
using Calling.Signaling.Wire;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Calling.Server.Connections;

/// <summary>What the connections of one server share.</summary>
internal sealed class CallingServer
{
    private readonly ConcurrentDictionary<DeviceConnection, byte> _all = new();

    public CallingServer(
        CallExchange exchange,
        Authenticator authenticator,
        ServerLimits limits,
        CallingServerMetrics metrics,
        IOptions<CallingServerOptions> options,
        TimeProvider time,
        ILogger<CallingServer> logger,
        IEnumerable<IVendorIdentities> identities,
        IPushRegistrations pushRegistrations,
        IHostApplicationLifetime? lifetime = null)
    {
        (Exchange, Authenticator, Limits, Metrics, Options, Time, Logger) = (exchange, authenticator, limits, metrics, options.Value, time, logger);
        Devices = new DeviceRegistry(options.Value);
        PushRegistrations = pushRegistrations;
        Identities = identities.ToDictionary(i => i.Vendor, StringComparer.Ordinal);
        WireLimits = WireLimits.From(Options.Exchange.Limits, Options.MaxMessageBytes, Options.MaxPeerPayloadBytes);
        Started = time.GetTimestamp();

        // Before the web server waits for its connections to end, which ours would not by themselves.
        lifetime?.ApplicationStopping.Register(Stop);
    }

    public static string Product { get; } = $"Calling/{typeof(CallingServer).Assembly.GetName().Version?.ToString(3)}";

    public CallExchange Exchange { get; }

    public Authenticator Authenticator { get; }

    public ServerLimits Limits { get; }

    public CallingServerMetrics Metrics { get; }

    public CallingServerOptions Options { get; }

    public TimeProvider Time { get; }

    public ILogger Logger { get; }

    public DeviceRegistry Devices { get; }

    public WireLimits WireLimits { get; }

    /// <summary>The application's, by vendor.</summary>
    public IReadOnlyDictionary<string, IVendorIdentities> Identities { get; }

    /// <summary>Where devices can be woken.</summary>
    public IPushRegistrations PushRegistrations { get; }

    public long Started { get; }

    public bool IsStopping { get; private set; }

    public void Enter(DeviceConnection connection)
    {
        _all[connection] = 0;
        if (IsStopping)
        {
            connection.SayFarewell(ByeCause.GoingAway);
        }
    }

    public void Leave(DeviceConnection connection) => _all.TryRemove(connection, out _);

    private void Stop()
    {
        IsStopping = true;
        foreach (var connection in _all.Keys)
        {
            connection.SayFarewell(ByeCause.GoingAway);
        }
    }
}
