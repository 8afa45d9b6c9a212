using Calling.Media;
using Microsoft.Extensions.Logging;

namespace Calling.Providers.WebRtc.SipSorcery;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "A callback from the media stack failed")]
    internal static partial void CallbackFailed(ILogger log, Exception fault);

    [LoggerMessage(2, LogLevel.Debug, "A {Kind} packet of the peer could not be decoded")]
    internal static partial void DecodingFailed(ILogger log, MediaKind kind, Exception fault);

    [LoggerMessage(3, LogLevel.Warning, "{Kind} capture failed: {Reason}")]
    internal static partial void CaptureFailed(ILogger log, MediaKind kind, string reason);

    [LoggerMessage(4, LogLevel.Warning, "Peer connection failed: {Reason}")]
    internal static partial void ConnectionFailed(ILogger log, string reason);

    [LoggerMessage(5, LogLevel.Debug, "The stack refused a candidate of the peer")]
    internal static partial void CandidateRefused(ILogger log, Exception fault);
}
