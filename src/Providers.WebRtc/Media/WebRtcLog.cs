using Microsoft.Extensions.Logging;

namespace Calling.Providers.WebRtc;

/// <summary>What is logged; never descriptions or candidates, which name addresses.</summary>
internal static partial class WebRtcLog
{
    [LoggerMessage(1, LogLevel.Warning, "The preview has no picture: {Reason}")]
    public static partial void PreviewFailed(ILogger logger, string reason);

    [LoggerMessage(2, LogLevel.Warning, "Call {CallId}: a message of {Party} was refused: {Reason}")]
    public static partial void MessageRefused(ILogger logger, string callId, CallParty party, string reason);

    [LoggerMessage(3, LogLevel.Debug, "Call {CallId}: connection {Number} to {Party} is {State} {Reason}")]
    public static partial void StateChanged(ILogger logger, string callId, CallParty party, int number, string state, string? reason);

    [LoggerMessage(4, LogLevel.Error, "Call {CallId}: a fault of the connection to {Party}")]
    public static partial void Faulted(ILogger logger, Exception exception, string callId, CallParty party);

    [LoggerMessage(5, LogLevel.Warning, "The engine could not be made ready: {Reason}")]
    public static partial void NotReady(ILogger logger, string reason);

    [LoggerMessage(6, LogLevel.Information, "Call {CallId}: connection {Number} to {Party} takes over from {Former}")]
    public static partial void TakenOver(ILogger logger, string callId, CallParty party, int number, int former);

    [LoggerMessage(7, LogLevel.Warning, "The connection to {Party} could not be measured")]
    public static partial void NotMeasured(ILogger logger, Exception exception, CallParty party);
}
