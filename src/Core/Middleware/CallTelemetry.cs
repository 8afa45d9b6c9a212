using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Calling.Middleware;

/// <summary>The instruments, named after the package.</summary>
internal static class CallTelemetry
{
    /// <summary>The name of the source, the meter and the log category.</summary>
    public const string Name = "Calling";

    private static readonly string? Version = typeof(CallTelemetry).Assembly.GetName().Version?.ToString(3);
    private static readonly Meter Meter = new(Name, Version);

    /// <summary>One span per call.</summary>
    public static ActivitySource Source { get; } = new(Name, Version);

    /// <summary>Calls that ended, by how.</summary>
    public static Counter<long> Calls { get; } = Meter.CreateCounter<long>("calling.calls", "{call}", "Calls that ended.");

    /// <summary>From the first moment to the answer.</summary>
    public static Histogram<double> Ring { get; }
        = Meter.CreateHistogram<double>("calling.call.ring.duration", "s", "From dialing or ringing to the answer.");

    /// <summary>From the answer to media.</summary>
    public static Histogram<double> Connect { get; }
        = Meter.CreateHistogram<double>("calling.call.connect.duration", "s", "From the answer to media flowing.");

    /// <summary>From the answer to the end.</summary>
    public static Histogram<double> Talk { get; }
        = Meter.CreateHistogram<double>("calling.call.talk.duration", "s", "From the answer to the end, of answered calls.");
}
