using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Calling.Registration;

/// <summary>
/// Binds the section. The configuration binder gives up at the first value that it cannot convert and names no valid ones; here
/// every such value is named, with what would be right.
/// </summary>
internal sealed class CallingOptionsBinding(CallingBuilder builder, IEnumerable<CallProfile> profiles) : IConfigureOptions<CallingOptions>
{
    /// <summary>The setting that names a profile; it stands beside the options, since it only says what they begin as.</summary>
    private const string Profile = "Profile";

    /// <inheritdoc/>
    public void Configure(CallingOptions options)
    {
        var failures = new List<string>();
        FindProfile(failures)?.ApplyTo(options);
        foreach (PropertyInfo property in typeof(CallingOptions).GetProperties())
        {
            if (property.GetValue(options) is IList<string> list)
            {
                Add(property.Name, list, failures);
                continue;
            }

            if (builder.Configuration[property.Name] is not { } text)
            {
                continue;
            }

            if (TryConvert(text, property.PropertyType, out object? value))
            {
                property.SetValue(options, value);
            }
            else
            {
                failures.Add($"{builder.Setting(property.Name)} is '{text}'; {Expected(property.PropertyType)}.");
            }
        }

        if (failures.Count > 0)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(CallingOptions), failures);
        }
    }

    private CallProfile? FindProfile(List<string> failures)
    {
        List<CallProfile> chosen = [.. profiles.Distinct()];
        if (builder.Configuration[Profile] is { } name)
        {
            if (CallProfile.Find(name) is not { } named)
            {
                failures.Add($"{builder.Setting(Profile)} is '{name}'; valid values: {string.Join(", ", CallProfile.All)}.");
                return null;
            }

            chosen = [named, .. chosen.Where(profile => profile != named)];
        }

        if (chosen.Count > 1)
        {
            failures.Add($"{builder.Setting(Profile)}: {string.Join(" and ", chosen)} are chosen, by the setting and by UseProfile; choose one.");
        }

        return chosen.FirstOrDefault();
    }

    private void Add(string name, IList<string> list, List<string> failures)
    {
        IConfigurationSection section = builder.Configuration.GetSection(name);
        if (!string.IsNullOrEmpty(section.Value))
        {
            failures.Add($"{builder.Setting(name)} is '{section.Value}'; a list such as [ \"{section.Value}\" ] is expected.");
        }

        foreach (IConfigurationSection item in section.GetChildren())
        {
            list.Add(item.Value ?? "");
        }
    }

    private static bool TryConvert(string text, Type type, out object? value)
    {
        try
        {
            // A number is no name: it would bind to members that do not exist.
            value = type.IsEnum && !Enum.GetNames(type).Contains(text, StringComparer.OrdinalIgnoreCase)
                ? null
                : TypeDescriptor.GetConverter(type).ConvertFromInvariantString(text);
            return value is not null;
        }
        catch (Exception error) when (error is FormatException or ArgumentException or NotSupportedException or OverflowException)
        {
            value = null;
            return false;
        }
    }

    private static string Expected(Type type) => type.IsEnum
        ? $"valid values: {string.Join(", ", Enum.GetNames(type))}"
        : type == typeof(TimeSpan) || type == typeof(TimeSpan?)
            ? "a time such as 00:00:30 is expected"
            : string.Create(CultureInfo.InvariantCulture, $"a {type.Name} is expected");
}
