using Calling.Providers;

namespace Calling.Effects;

/// <summary>Turns exceptions into what the contract speaks of.</summary>
internal static class Faults
{
    /// <summary>An exception as a fault.</summary>
    /// <param name="error">The exception.</param>
    public static ProviderFault From(Exception error) => error is CallException call
        ? new ProviderFault(call.ProviderCode ?? call.Code.ToString(), call.Message)
        : new ProviderFault(error.GetType().Name, error.Message);

    /// <summary>An exception as the operation's failure.</summary>
    /// <param name="error">The exception.</param>
    public static CallException ToCallException(Exception error) => error as CallException
        ?? new CallException(CallErrorCode.ProviderFailed, error.Message, error) { ProviderCode = error.GetType().Name };
}
