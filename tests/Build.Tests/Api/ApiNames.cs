using System.Reflection;

namespace Calling.Build.Tests.Api;

/// <summary>Types as C# writes them, with the nullability that was declared.</summary>
internal static class ApiNames
{
    private static readonly Dictionary<Type, string> s_keywords = new()
    {
        [typeof(void)] = "void", [typeof(object)] = "object", [typeof(string)] = "string", [typeof(bool)] = "bool",
        [typeof(char)] = "char", [typeof(byte)] = "byte", [typeof(sbyte)] = "sbyte", [typeof(short)] = "short",
        [typeof(ushort)] = "ushort", [typeof(int)] = "int", [typeof(uint)] = "uint", [typeof(long)] = "long",
        [typeof(ulong)] = "ulong", [typeof(nint)] = "nint", [typeof(nuint)] = "nuint", [typeof(float)] = "float",
        [typeof(double)] = "double", [typeof(decimal)] = "decimal",
    };

    public static string Of(Type type) => Of(type, NullableFlags.None());

    /// <summary>Names a type where it is declared: there alone, its type parameters say in or out.</summary>
    public static string Declared(Type type) =>
        Nested(type, [.. type.GetGenericArguments().Select(parameter => Variance(parameter) + parameter.Name)]);

    /// <summary>Names a type in a signature; the flags are read in the order in which the type is written.</summary>
    public static string Of(Type type, NullableFlags flags)
    {
        if (type.IsByRef || type.IsPointer)
            return Of(type.GetElementType()!, flags) + (type.IsPointer ? "*" : "");
        if (Nullable.GetUnderlyingType(type) is { } value)
            return Of(value, flags) + "?";

        // A plain value type has no flag; a generic one has an idle flag before those of its arguments.
        var isFlagged = !type.IsValueType || type.IsGenericType;
        var mark = isFlagged && flags.Next() == 2 ? "?" : "";
        if (type.IsArray)
            return Of(type.GetElementType()!, flags) + $"[{new string(',', type.GetArrayRank() - 1)}]" + mark;
        if (s_keywords.TryGetValue(type, out var keyword))
            return keyword + mark;
        if (type.IsGenericParameter)
            return type.Name + mark;

        var arguments = type.GetGenericArguments().Select(argument => Of(argument, flags)).ToArray();
        if (type.Namespace == "System" && type.Name.StartsWith("ValueTuple`", StringComparison.Ordinal))
            return $"({string.Join(", ", arguments)})";
        return Nested(type, arguments) + mark;
    }

    public static string Constraints(Type type) =>
        Constraints(type.GetGenericArguments().Skip(type.DeclaringType?.GetGenericArguments().Length ?? 0));

    public static string Constraints(MethodBase method) =>
        method.IsGenericMethod ? Constraints(method.GetGenericArguments()) : "";

    private static string Variance(Type parameter) =>
        (parameter.GenericParameterAttributes & GenericParameterAttributes.VarianceMask) switch
        {
            GenericParameterAttributes.Covariant => "out ",
            GenericParameterAttributes.Contravariant => "in ",
            _ => "",
        };

    /// <summary>Reflection hands a nested type the arguments of its outer types too: each takes its own.</summary>
    private static string Nested(Type type, string[] arguments)
    {
        var outer = type.DeclaringType;
        var inherited = outer?.GetGenericArguments().Length ?? 0;
        var prefix = outer is null ? "" : Nested(outer, arguments[..inherited]) + ".";
        var own = arguments[inherited..];
        return prefix + type.Name.Split('`')[0] + (own.Length == 0 ? "" : $"<{string.Join(", ", own)}>");
    }

    private static string Constraints(IEnumerable<Type> parameters) =>
        string.Concat(parameters.Select(p => (Name: p.Name, Rules: string.Join(", ", Rules(p))))
            .Where(p => p.Rules.Length > 0).Select(p => $" where {p.Name} : {p.Rules}"));

    private static IEnumerable<string> Rules(Type parameter)
    {
        var attributes = parameter.GenericParameterAttributes;
        var isStruct = attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        var types = parameter.GetGenericParameterConstraints().Where(c => c != typeof(ValueType)).ToArray();
        var nullable = NullableFlags.OfTypeParameter(parameter);
        if (attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
            yield return nullable == 2 ? "class?" : "class";
        else if (isStruct)
            yield return IsUnmanaged(parameter) ? "unmanaged" : "struct";
        else if (nullable == 1 && types.Length == 0)
            yield return "notnull";
        foreach (var name in types.Select(Of).Order(StringComparer.Ordinal))
            yield return name;
        if (attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !isStruct)
            yield return "new()";
        if (attributes.HasFlag(GenericParameterAttributes.AllowByRefLike))
            yield return "allows ref struct";
    }

    private static bool IsUnmanaged(Type parameter) =>
        parameter.CustomAttributes.Any(a => a.AttributeType.Name == "IsUnmanagedAttribute");
}
