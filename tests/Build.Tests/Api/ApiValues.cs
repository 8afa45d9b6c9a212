using System.Globalization;

namespace Calling.Build.Tests.Api;

/// <summary>Constants and default values as C# writes them.</summary>
internal static class ApiValues
{
    public static string Of(object? value, Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return value switch
        {
            null => type.IsValueType ? "default" : "null",
            string text => $"\"{text.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n")}\"",
            char c => $"'{c}'",
            bool b => b ? "true" : "false",
            _ when type.IsEnum => $"{ApiNames.Of(type)}.{Enum.ToObject(type, value)}",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
    }
}
