using Microsoft.Extensions.Logging;

namespace Calling.Providers.Mock;

internal static partial class MockLog
{
    [LoggerMessage(1, LogLevel.Warning, "A media sink failed on a frame of {UserId}; that frame alone is lost")]
    public static partial void SinkFailed(ILogger logger, string userId, Exception error);

    [LoggerMessage(2, LogLevel.Warning, "An application's media source failed to stop")]
    public static partial void SourceFailed(ILogger logger, Exception error);
}
