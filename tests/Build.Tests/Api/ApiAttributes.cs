using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Calling.Build.Tests.Api;

/// <summary>The attributes that change what a caller may do or is told.</summary>
internal static class ApiAttributes
{
    private static readonly Type[] s_shown =
    [
        typeof(FlagsAttribute), typeof(ObsoleteAttribute), typeof(ExperimentalAttribute),
        typeof(AllowNullAttribute), typeof(DisallowNullAttribute), typeof(MaybeNullAttribute), typeof(NotNullAttribute),
        typeof(MaybeNullWhenAttribute), typeof(NotNullWhenAttribute), typeof(NotNullIfNotNullAttribute),
        typeof(MemberNotNullAttribute), typeof(MemberNotNullWhenAttribute), typeof(DoesNotReturnAttribute),
        typeof(StringSyntaxAttribute), typeof(DynamicallyAccessedMembersAttribute),
        typeof(RequiresUnreferencedCodeAttribute), typeof(RequiresDynamicCodeAttribute),
    ];

    /// <summary>Each in brackets with a blank behind, so that they can stand before anything.</summary>
    public static string Of(ICustomAttributeProvider of)
    {
        var attributes = of switch
        {
            ParameterInfo parameter => parameter.CustomAttributes,
            MemberInfo member => member.CustomAttributes,
            _ => [],
        };
        // For compilers that know no required members or ref structs, the compiler itself calls them obsolete.
        var isForOldCompilers = attributes.Any(a => a.AttributeType == typeof(CompilerFeatureRequiredAttribute));
        var shown = attributes.Where(a => s_shown.Contains(a.AttributeType)
            && !(isForOldCompilers && a.AttributeType == typeof(ObsoleteAttribute)));
        return string.Concat(shown.Select(Text).Order(StringComparer.Ordinal));
    }

    private static string Text(CustomAttributeData attribute)
    {
        var arguments = attribute.ConstructorArguments.Select(Value)
            .Concat(attribute.NamedArguments.Select(a => $"{a.MemberName} = {Value(a.TypedValue)}"));
        var list = string.Join(", ", arguments);
        return $"[{attribute.AttributeType.Name[..^"Attribute".Length]}{(list.Length == 0 ? "" : $"({list})")}] ";
    }

    private static string Value(CustomAttributeTypedArgument argument) =>
        argument.Value is IEnumerable<CustomAttributeTypedArgument> items
            ? $"[{string.Join(", ", items.Select(Value))}]"
            : ApiValues.Of(argument.Value, argument.ArgumentType);
}
