using Calling;
using Calling.Trtc;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the TRTCCalling-shaped facade to an application.</summary>
public static class TrtcServiceCollectionExtensions
{
    /// <summary>
    /// Registers <see cref="TRTCCalling"/> on the client that <c>AddCalling</c> registers. Its calls behave as the vendor's with
    /// <c>UseProfile(CallProfile.Trtc)</c> or the setting <c>Calling:Profile</c>.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets what is captured.</param>
    public static IServiceCollection AddTrtcFacade(this IServiceCollection services, Action<TRTCOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(provider =>
        {
            var options = new TRTCOptions { Logger = provider.GetService<ILoggerFactory>()?.CreateLogger("Calling.Trtc") };
            configure?.Invoke(options);
            return new TRTCCalling(provider.GetRequiredService<ICallClient>(), options);
        });
        return services;
    }
}
