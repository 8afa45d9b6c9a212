using Microsoft.Extensions.Logging;

namespace Calling.Providers.Acs;

/// <summary>What the provider has to say to operators; never a token.</summary>
internal static partial class AcsLog
{
    [LoggerMessage(1, LogLevel.Warning, "The calling SDK, or what is told of it, has failed.")]
    public static partial void Faulted(ILogger logger, Exception error);

    [LoggerMessage(2, LogLevel.Information, "Call {CallId} ended with {Code}/{Subcode}, which reads as {Cause}.")]
    public static partial void Ended(ILogger logger, string callId, int code, int subcode, EndCause cause);

    [LoggerMessage(3, LogLevel.Warning, "A call by {AcsId} does not ring: {Reason}")]
    public static partial void UnknownCaller(ILogger logger, string acsId, string reason);

    [LoggerMessage(4, LogLevel.Warning, "No new token: {Reason}")]
    public static partial void NotRenewed(ILogger logger, string reason);

    [LoggerMessage(5, LogLevel.Debug, "{Command} of call {CallId}: {Result}")]
    public static partial void Answered(ILogger logger, string command, string callId, CommandResult result);

    [LoggerMessage(6, LogLevel.Warning, "Who {AcsId} is cannot be told: {Reason}")]
    public static partial void UnknownMember(ILogger logger, string acsId, string reason);

    [LoggerMessage(7, LogLevel.Debug, "A frame was not taken.")]
    public static partial void Lost(ILogger logger, Exception error);
}
