using Calling.Media;
using Microsoft.Extensions.Logging;

namespace Calling.Providers.WebRtc.GStreamer;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "A callback from the media stack failed")]
    internal static partial void CallbackFailed(ILogger log, Exception fault);

    [LoggerMessage(4, LogLevel.Information, "Media stack: {Warning}")]
    internal static partial void PipelineWarning(ILogger log, string warning);

    [LoggerMessage(5, LogLevel.Warning, "{Kind} capture failed: {Reason}")]
    internal static partial void CaptureFailed(ILogger log, MediaKind kind, string reason);

    [LoggerMessage(6, LogLevel.Warning, "Peer connection failed: {Reason}")]
    internal static partial void ConnectionFailed(ILogger log, string reason);

    [LoggerMessage(7, LogLevel.Debug, "The peer's certificate is {Verdict}")]
    internal static partial void Verified(ILogger log, string verdict);
}
