using Microsoft.Extensions.Logging;

namespace Calling.Providers.WebRtc;

/// <summary>What is logged; never descriptions or candidates, which name addresses.</summary>
internal static partial class WebRtcLog
{
    [LoggerMessage(1, LogLevel.Warning, "The preview has no picture: {Reason}")]
    public static partial void PreviewFailed(ILogger logger, string reason);

    [LoggerMessage(2, LogLevel.Warning, "Call {CallId}: a message of {Party} was refused: {Reason}")]
    public static partial void MessageRefused(ILogger logger, string callId, CallParty party, string reason);

    [LoggerMessage(3, LogLevel.Debug, "Call {CallId}: the connection to {Party} is {State} {Reason}")]
    public static partial void StateChanged(ILogger logger, string callId, CallParty party, string state, string? reason);

    [LoggerMessage(4, LogLevel.Error, "Call {CallId}: a fault of the connection to {Party}")]
    public static partial void Faulted(ILogger logger, Exception exception, string callId, CallParty party);

    [LoggerMessage(5, LogLevel.Warning, "The engine could not be made ready: {Reason}")]
    public static partial void NotReady(ILogger logger, string reason);
}
