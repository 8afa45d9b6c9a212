using Calling.Providers;
using Calling.Providers.Acme;
using Microsoft.Extensions.Configuration;

namespace Calling;

/// <summary>Adds the Acme provider.</summary>
public static class AcmeCallingBuilderExtensions
{
    private static readonly string[] Settings = [nameof(AcmeOptions.Host), nameof(AcmeOptions.Port)];

    /// <summary>Adds it under the name <c>Acme</c>; its settings are in the sub-section of that name.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Changes what the settings say.</param>
    public static ICallingBuilder AddAcme(this ICallingBuilder builder, Action<AcmeOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var section = builder.Configuration.GetSection("Acme");
        return builder.AddProvider(new CallProviderRegistration(
            "Acme",
            _ => new AcmeCallProvider(Read(section, [], configure)),
            _ =>
            {
                var problems = new List<string>();
                var options = Read(section, problems, configure);
                return problems.Concat(options.Validate(section.Path));
            }));
    }

    private static AcmeOptions Read(IConfigurationSection section, List<string> problems, Action<AcmeOptions>? configure)
    {
        problems.AddRange(
            from child in section.GetChildren()
            where !Settings.Contains(child.Key, StringComparer.OrdinalIgnoreCase)
            select $"{child.Path} is not a setting of the Acme provider; valid are {string.Join(", ", Settings)}.");
        var options = new AcmeOptions { Host = section["Host"] };
        if (section["Port"] is { } port)
        {
            if (int.TryParse(port, out int number))
            {
                options.Port = number;
            }
            else
            {
                problems.Add($"{section.Path}:Port is '{port}'; it must be 1 to 65535.");
            }
        }

        configure?.Invoke(options);
        return options;
    }
}
