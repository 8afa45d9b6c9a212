using Calling;
using Calling.Registration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds calling to an application.</summary>
public static class CallingServiceCollectionExtensions
{
    /// <summary>
    /// Registers <see cref="ICallClient"/>: the default one runs on the provider that <c>Calling:Provider</c> names, and one keyed by its
    /// provider's name stands beside it for each provider that is added. With <c>Calling:Fallback</c> the default one runs on several
    /// (<see cref="Calling.Failover.FailoverCallProvider"/>). Each is a singleton with a provider instance of its own,
    /// disposed with the container (asynchronously: <c>await using</c>).
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="section">The <c>Calling</c> section.</param>
    /// <param name="configure">Sets what the section does not; runs after it.</param>
    /// <returns>Where providers and middleware are added.</returns>
    /// <exception cref="InvalidOperationException">It was called before.</exception>
    /// <remarks>
    /// What is configured wrong throws an <see cref="OptionsValidationException"/> when the host starts or, without a host, when a client is first
    /// resolved; its message names the setting, the value and the valid ones (rule CALL-141).
    /// </remarks>
    public static ICallingBuilder AddCalling(
        this IServiceCollection services, IConfiguration section, Action<CallingOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(section);
        if (services.Any(static service => service.ServiceType == typeof(CallingBuilder)))
        {
            throw new InvalidOperationException("AddCalling was called before; add further providers to what it returned.");
        }

        var builder = new CallingBuilder(services, section);
        services.AddSingleton(builder);
        services.AddSingleton<ClientMaker>();
        services.AddOptions<CallingOptions>();
        services.AddSingleton<IConfigureOptions<CallingOptions>, CallingOptionsBinding>();
        services.AddSingleton<IValidateOptions<CallingOptions>, CallingOptionsValidator>();
        if (configure is not null)
        {
            services.Configure(configure);
        }

        services.AddSingleton(static provider => provider.GetRequiredService<ClientMaker>().Default);
        services.AddHostedService<StartupCheck>();
        return builder;
    }
}
