using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Calling.Registration;

/// <summary>Says what is wrong with a client's settings: the setting's full name, its value, and what would be right (rule CALL-141).</summary>
internal sealed class CallingOptionsValidator(CallingBuilder builder) : IValidateOptions<CallingOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, CallingOptions options)
    {
        var failures = new List<string>();
        if (string.IsNullOrWhiteSpace(options.Provider))
        {
            failures.Add($"{builder.Setting(nameof(CallingOptions.Provider))} is missing; valid values: {builder.ProviderNames}.");
        }
        else if (builder.Find(options.Provider) is null)
        {
            failures.Add(UnknownProvider(builder, options.Provider));
        }

        CheckFallback(options, failures);
        foreach (PropertyInfo property in typeof(CallingOptions).GetProperties())
        {
            object? value = property.GetValue(options);
            if (property.GetCustomAttribute<RangeAttribute>() is { } range && !range.IsValid(value))
            {
                failures.Add($"{builder.Setting(property.Name)} is {value}; it must be from {range.Minimum} to {range.Maximum}.");
            }

            if (property.PropertyType.IsEnum && !Enum.IsDefined(property.PropertyType, value!))
            {
                failures.Add($"{builder.Setting(property.Name)} is '{value}'; valid values: {string.Join(", ", Enum.GetNames(property.PropertyType))}.");
            }
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private void CheckFallback(CallingOptions options, List<string> failures)
    {
        var named = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            [options.Provider ?? ""] = builder.Setting(nameof(CallingOptions.Provider)),
        };
        for (int i = 0; i < options.Fallback.Count; i++)
        {
            string name = options.Fallback[i] ?? "";
            string setting = ConfigurationPath.Combine(
                builder.Setting(nameof(CallingOptions.Fallback)), i.ToString(CultureInfo.InvariantCulture));
            if (builder.Find(name) is null)
            {
                failures.Add($"{setting} is '{name}'; valid values: {builder.ProviderNames}.");
            }
            else if (!named.TryAdd(name, setting))
            {
                failures.Add($"{setting} is '{name}', as {named[name]} is; each provider is named once, of: {builder.ProviderNames}.");
            }
        }
    }

    /// <summary>The message about a provider that is not registered.</summary>
    /// <param name="builder">What is.</param>
    /// <param name="name">The name.</param>
    public static string UnknownProvider(CallingBuilder builder, string name)
        => $"{builder.Setting(nameof(CallingOptions.Provider))} is '{name}'; valid values: {builder.ProviderNames}.";
}
