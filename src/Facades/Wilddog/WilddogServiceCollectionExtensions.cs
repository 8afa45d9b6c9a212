using Calling;
using Calling.Wilddog;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the Wilddog-shaped facade to an application.</summary>
public static class WilddogServiceCollectionExtensions
{
    /// <summary>
    /// Registers <see cref="WilddogVideoCall"/> on the client that <c>AddCalling</c> registers. Its calls behave as the vendor's with
    /// <c>UseProfile(CallProfile.Wilddog)</c> or the setting <c>Calling:Profile</c>.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets the device id and the logger.</param>
    public static IServiceCollection AddWilddogFacade(this IServiceCollection services, Action<WilddogOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(provider =>
        {
            var options = new WilddogOptions { Logger = provider.GetService<ILoggerFactory>()?.CreateLogger("Calling.Wilddog") };
            configure?.Invoke(options);
            return new WilddogVideoCall(provider.GetRequiredService<ICallClient>(), options);
        });
        return services;
    }
}
