using System.Reflection;
using System.Runtime.CompilerServices;

namespace Calling.Build.Tests.Api;

/// <summary>The public API of an assembly as sorted text: a block per type, a line per member.</summary>
internal static class ApiText
{
    public static string Of(Assembly assembly)
    {
        var types = assembly.GetTypes().Where(IsVisible).OrderBy(t => t.FullName, StringComparer.Ordinal);
        return string.Join("\n", types.Select(Of));
    }

    public static string Of(Type type)
    {
        var lines = ApiMembers.Of(type).Select(line => "    " + line);
        return string.Concat(lines.Prepend(Declaration(type)).Select(line => line + "\n"));
    }

    // What the compiler makes up (extension blocks, closures) has a name that no program can say.
    private static bool IsVisible(Type type) =>
        !type.FullName!.Contains('<', StringComparison.Ordinal)
        && (type.IsPublic || type.IsNested && IsVisible(type.DeclaringType!) && ApiMembers.IsVisibleFrom(type));

    private static string Declaration(Type type)
    {
        var name = (type.Namespace is { } space ? space + "." : "") + ApiNames.Declared(type);
        var access = type.IsNestedFamily || type.IsNestedFamORAssem ? "protected" : "public";
        var head = ApiAttributes.Of(type) + access;
        if (type.IsEnum)
        {
            var number = Enum.GetUnderlyingType(type);
            return $"{head} enum {name}{(number == typeof(int) ? "" : " : " + ApiNames.Of(number))}";
        }

        if (type.IsSubclassOf(typeof(Delegate)))
            return $"{head} delegate {ApiMembers.Signature(type.GetMethod("Invoke")!, name)}{ApiNames.Constraints(type)}";
        return head + Kind(type) + " " + name + List(" : ", Bases(type)) + ApiNames.Constraints(type);
    }

    private static string Kind(Type type)
    {
        var record = ApiMembers.IsRecord(type) ? " record" : "";
        if (type.IsInterface)
            return " interface";
        if (type.IsValueType)
        {
            var isReadOnly = type.IsDefined(typeof(IsReadOnlyAttribute));
            return (isReadOnly ? " readonly" : "") + (type.IsByRefLike ? " ref" : "") + record + " struct";
        }

        var modifier = (type.IsAbstract, type.IsSealed) switch
        {
            (true, true) => " static",
            (true, false) => " abstract",
            (false, true) => " sealed",
            _ => "",
        };
        return modifier + record + " class";
    }

    private static IEnumerable<string> Bases(Type type)
    {
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType))
            yield return ApiNames.Of(parent);

        var inherited = type.BaseType?.GetInterfaces() ?? [];
        var own = type.GetInterfaces().Where(i => i.IsVisible && !inherited.Contains(i) && !IsEquatableRecord(type, i));
        foreach (var name in own.Select(ApiNames.Of).Order(StringComparer.Ordinal))
            yield return name;
    }

    private static bool IsEquatableRecord(Type type, Type i) =>
        ApiMembers.IsRecord(type) && i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEquatable<>)
        && i.GenericTypeArguments[0] == type;

    private static string List(string before, IEnumerable<string> items)
    {
        var text = string.Join(", ", items);
        return text.Length == 0 ? "" : before + text;
    }
}
