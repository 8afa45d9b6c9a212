using System.Diagnostics.Metrics;
using System.Text.Json;

namespace Calling.Server;

/// <summary>The meter <c>Calling.Server</c>: <c>calling.server.connections</c>, <c>calling.server.commands</c> by type and outcome,
/// <c>calling.server.refusals</c> by reason, <c>calling.server.pushes</c> by outcome.</summary>
internal sealed class CallingServerMetrics
{
    public const string MeterName = "Calling.Server";

    private readonly UpDownCounter<int> _connections;
    private readonly Counter<long> _commands;
    private readonly Counter<long> _refusals;
    private readonly Counter<long> _pushes;
    private long _commandCount;

    public CallingServerMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _connections = meter.CreateUpDownCounter<int>("calling.server.connections", "{connection}", "Connections now.");
        _commands = meter.CreateCounter<long>("calling.server.commands", "{command}", "Commands that were answered.");
        _refusals = meter.CreateCounter<long>("calling.server.refusals", "{message}", "Connections and messages that were refused.");
        _pushes = meter.CreateCounter<long>("calling.server.pushes", "{push}", "Pushes that were delivered or not, and attempts that failed.");
    }

    public long CommandCount => Interlocked.Read(ref _commandCount);

    public void Connected() => _connections.Add(1);

    public void Disconnected() => _connections.Add(-1);

    public void Command(string type, string outcome)
    {
        Interlocked.Increment(ref _commandCount);
        _commands.Add(1, new("type", type), new("outcome", Name(outcome)));
    }

    public void Refused(string reason) => _refusals.Add(1, new KeyValuePair<string, object?>("reason", Name(reason)));

    public void Pushed(string outcome) => _pushes.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    /// <summary>As on the wire.</summary>
    private static string Name(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}
