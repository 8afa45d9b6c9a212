using Calling.Media;
using Microsoft.Extensions.Logging;

namespace Calling.Providers.WebRtc.Engines;

/// <summary>What every engine says in the same words.</summary>
internal static partial class EngineLog
{
    [LoggerMessage(2, LogLevel.Warning, "An observer threw")]
    internal static partial void ObserverFailed(ILogger log, Exception fault);

    [LoggerMessage(3, LogLevel.Warning, "A {Kind} sink threw; this frame is lost to it")]
    internal static partial void SinkFailed(ILogger log, MediaKind kind, Exception fault);
}
