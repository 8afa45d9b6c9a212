using Microsoft.Extensions.Logging;

namespace Calling.Effects;

/// <summary>What the client logs about itself; never a token, an attachment or a data payload.</summary>
internal static partial class ShellLog
{
    [LoggerMessage(1, LogLevel.Debug, "{Input} of call {CallId} changed nothing: {Why}")]
    public static partial void Ignored(this ILogger logger, string? callId, string input, string why);

    [LoggerMessage(2, LogLevel.Error, "Deciding on {Input} of call {CallId} failed; the call ends")]
    public static partial void DecisionFailed(this ILogger logger, Exception error, string input, string? callId);

    [LoggerMessage(3, LogLevel.Error, "Carrying out {Effect} of call {CallId} failed; the call ends")]
    public static partial void EffectFailed(this ILogger logger, Exception error, string effect, string? callId);

    [LoggerMessage(4, LogLevel.Warning, "Too many signals waited; they were dropped and a snapshot is asked for")]
    public static partial void SignalsLost(this ILogger logger);

    [LoggerMessage(5, LogLevel.Warning, "The provider broke its promise and threw from {Operation}")]
    public static partial void ProviderThrew(this ILogger logger, Exception error, string operation);

    [LoggerMessage(6, LogLevel.Warning, "Disposing {Resource} failed")]
    public static partial void ReleaseFailed(this ILogger logger, Exception error, string resource);

    [LoggerMessage(7, LogLevel.Error, "Media of call {CallId} failed")]
    public static partial void MediaFailed(this ILogger logger, Exception error, string callId);

    [LoggerMessage(8, LogLevel.Error, "A sink of call {CallId} threw; its frame is lost")]
    public static partial void SinkThrew(this ILogger logger, Exception error, string callId);

    [LoggerMessage(9, LogLevel.Error, "An event handler threw; the others are called all the same")]
    public static partial void HandlerThrew(this ILogger logger, Exception error);

    [LoggerMessage(11, LogLevel.Warning, "No new token yet: {Why}")]
    public static partial void NotRenewed(this ILogger logger, string why);

    [LoggerMessage(10, LogLevel.Error, "Reading events ended with an error; no handler is called any more")]
    public static partial void ReadingFailed(this ILogger logger, Exception error);
}
