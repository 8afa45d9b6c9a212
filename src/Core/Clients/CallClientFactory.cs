using Calling.Clients;
using Calling.Providers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Calling;

/// <summary>Makes clients without a container. With one, <c>services.AddCalling</c> does it.</summary>
public static class CallClientFactory
{
    /// <summary>Makes a client on a provider.</summary>
    /// <param name="provider">The vendor; the client owns it from now on and disposes it with itself.</param>
    /// <param name="options">The client's settings; <see cref="CallingOptions.Provider"/> is not looked at. The defaults if null.</param>
    /// <param name="time">The clock, where the provider brings no runtime of its own; the machine's if null.</param>
    /// <param name="loggers">Where to log; nowhere if null.</param>
    public static ICallClient Create(
        ICallProvider provider, CallingOptions? options = null, TimeProvider? time = null, ILoggerFactory? loggers = null)
    {
        ArgumentNullException.ThrowIfNull(provider);
        CallRuntime runtime = provider.Runtime ?? (time is null ? CallRuntime.System : CallRuntime.On(time));
        ILogger logger = (loggers ?? NullLoggerFactory.Instance).CreateLogger("Calling.Client");
        return new CallClient(provider, options ?? new CallingOptions(), runtime, logger);
    }
}
