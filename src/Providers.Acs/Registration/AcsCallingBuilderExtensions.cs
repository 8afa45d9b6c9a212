using Calling.Providers;
using Calling.Providers.Acs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Calling;

/// <summary>Adds the provider for Azure Communication Services.</summary>
public static class AcsCallingBuilderExtensions
{
    /// <summary>Adds it under the name <c>Acs</c>; its settings are in the sub-section of that name.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Changes what the settings say; in native mode it has to set <see cref="AcsOptions.Directory"/>.</param>
    public static ICallingBuilder AddAcs(this ICallingBuilder builder, Action<AcsOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        string path = builder.Configuration is IConfigurationSection section ? $"{section.Path}:{AcsCallProvider.Name}" : AcsCallProvider.Name;
        var settings = new AcsSettings(builder.Configuration.GetSection(AcsCallProvider.Name), path, configure);
        return builder.AddProvider(new CallProviderRegistration(
            AcsCallProvider.Name,
            services => new AcsCallProvider(
                settings.Read([]),
                services,
                services.GetService<TimeProvider>() ?? TimeProvider.System,
                services.GetService<ILoggerFactory>()),
            _ =>
            {
                var problems = new List<string>();
                settings.Read(problems);
                return problems;
            }));
    }
}
