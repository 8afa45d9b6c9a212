using Microsoft.Extensions.Logging;

namespace Calling.Facades;

internal static partial class FacadeLog
{
    [LoggerMessage(1, LogLevel.Error, "A handler of the app threw; the other handlers and the call go on.")]
    public static partial void HandlerThrew(this ILogger logger, Exception error);
}
