using Calling;
using Calling.NERtc;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the NERtcCallKit-shaped facade to an application.</summary>
public static class NERtcServiceCollectionExtensions
{
    /// <summary>
    /// Registers <see cref="NERtcCallKit"/> on the client that <c>AddCalling</c> registers. Its calls behave as the vendor's with
    /// <c>UseProfile(CallProfile.NERtc)</c> or the setting <c>Calling:Profile</c>.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets what is captured.</param>
    public static IServiceCollection AddNERtcFacade(this IServiceCollection services, Action<NERtcOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(provider =>
        {
            var options = new NERtcOptions { Logger = provider.GetService<ILoggerFactory>()?.CreateLogger("Calling.NERtc") };
            configure?.Invoke(options);
            return new NERtcCallKit(provider.GetRequiredService<ICallClient>(), options);
        });
        return services;
    }
}
