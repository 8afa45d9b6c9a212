using Calling.Providers;
using Microsoft.Extensions.Logging;

namespace Calling.Failover;

/// <summary>What fail-over logs about itself.</summary>
internal static partial class FailoverLog
{
    [LoggerMessage(20, LogLevel.Warning, "The device is not signed in at {Provider}; tried again: {Again}")]
    public static partial void ProviderMissing(this ILogger logger, Exception error, string provider, bool again);

    [LoggerMessage(21, LogLevel.Warning, "The line to {Provider} is closed, {Cause}; tried again: {Again}")]
    public static partial void ProviderLost(this ILogger logger, string provider, LineCloseCause cause, bool again);

    [LoggerMessage(22, LogLevel.Information, "Call {CallId} could not leave through {Provider}: {Fault}")]
    public static partial void TryingNext(this ILogger logger, string callId, string provider, ProviderFault fault);

    [LoggerMessage(23, LogLevel.Debug, "{Provider} spoke of call {CallId}, which another provider has; it was not listened to")]
    public static partial void Foreign(this ILogger logger, string provider, string callId);
}
