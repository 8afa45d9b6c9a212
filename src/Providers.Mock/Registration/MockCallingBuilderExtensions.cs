using Calling.Providers;
using Calling.Providers.Mock;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Calling;

/// <summary>Adds the mock provider.</summary>
public static class MockCallingBuilderExtensions
{
    /// <summary>Adds the mock provider under the name <c>Mock</c>; its settings are in the sub-section of that name.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Changes what the settings say, most often <see cref="MockOptions.World"/>.</param>
    public static ICallingBuilder AddMock(this ICallingBuilder builder, Action<MockOptions>? configure = null)
        => builder.AddMock("Mock", configure);

    /// <summary>Adds a further mock provider: for apps that use, or are tested with, two vendors.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The provider's name, and that of its sub-section.</param>
    /// <param name="configure">Changes what the settings say.</param>
    public static ICallingBuilder AddMock(this ICallingBuilder builder, string name, Action<MockOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var path = builder.Configuration is IConfigurationSection section ? $"{section.Path}:{name}" : name;
        var settings = new MockSettings(builder.Configuration.GetSection(name), path, configure);
        return builder.AddProvider(new CallProviderRegistration(
            name,
            services => new MockCallProvider(
                settings.Read([]), name, services.GetService<ILoggerFactory>()?.CreateLogger(typeof(MockCallProvider).FullName!)),
            _ =>
            {
                var problems = new List<string>();
                settings.Read(problems);
                return problems;
            }));
    }
}
