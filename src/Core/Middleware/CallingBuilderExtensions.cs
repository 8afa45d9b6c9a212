using Calling.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Calling;

/// <summary>The profile that clients follow, and the middleware that comes with Calling; what is added first is outermost.</summary>
public static class CallingBuilderExtensions
{
    /// <summary>
    /// Has every setting begin as a vendor's app expects it; what the section or code sets is stronger. The setting <c>Calling:Profile</c>
    /// does the same. To choose two different ones is refused at start (rule CALL-141).
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="profile">The profile.</param>
    public static ICallingBuilder UseProfile(this ICallingBuilder builder, CallProfile profile)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(profile);
        builder.Services.AddSingleton(profile);
        return builder;
    }

    /// <summary>Logs sign-ins, calls and how they go, in the category <c>Calling</c>; never tokens, attachments or texts of users.</summary>
    /// <param name="builder">The builder.</param>
    public static ICallingBuilder UseLogging(this ICallingBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Use(static (client, services) => new LoggingCallClient(
            client, (services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance).CreateLogger(CallTelemetry.Name)));
    }

    /// <summary>
    /// Traces and measures calls under the name <c>Calling</c>: a span <c>calling.call</c> per call, the counter <c>calling.calls</c>, and
    /// the histograms <c>calling.call.ring.duration</c>, <c>calling.call.connect.duration</c> and <c>calling.call.talk.duration</c> in seconds.
    /// </summary>
    /// <param name="builder">The builder.</param>
    public static ICallingBuilder UseTelemetry(this ICallingBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Use(static (client, _) => new TelemetryCallClient(client));
    }
}
