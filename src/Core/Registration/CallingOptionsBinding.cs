using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Options;

namespace Calling.Registration;

/// <summary>
/// Binds the section. The configuration binder gives up at the first value that it cannot convert and names no valid ones; here
/// every such value is named, with what would be right.
/// </summary>
internal sealed class CallingOptionsBinding(CallingBuilder builder) : IConfigureOptions<CallingOptions>
{
    /// <inheritdoc/>
    public void Configure(CallingOptions options)
    {
        var failures = new List<string>();
        foreach (PropertyInfo property in typeof(CallingOptions).GetProperties())
        {
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
        : type == typeof(TimeSpan)
            ? "a time such as 00:00:30 is expected"
            : string.Create(CultureInfo.InvariantCulture, $"a {type.Name} is expected");
}
