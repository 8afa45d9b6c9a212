using Calling.Effects;
using Microsoft.Extensions.Logging;

namespace Calling.Events;

/// <summary>Calls event handlers.</summary>
internal static class Handlers
{
    /// <summary>Calls each handler; one that throws is logged and hinders no other (rule CALL-123).</summary>
    /// <param name="handlers">The event.</param>
    /// <param name="sender">Who raises it.</param>
    /// <param name="args">What happened.</param>
    /// <param name="logger">The log.</param>
    public static void Raise<TArgs>(this EventHandler<TArgs>? handlers, object sender, TArgs args, ILogger logger)
    {
        foreach (EventHandler<TArgs> handler in Delegate.EnumerateInvocationList(handlers))
        {
            try
            {
                handler(sender, args);
            }
            catch (Exception error)
            {
                logger.HandlerThrew(error);
            }
        }
    }
}
