using System.Reflection;
using System.Runtime.CompilerServices;

namespace Calling.Build.Tests.Api;

/// <summary>The members of a type that a caller or a deriving type can see, one line each.</summary>
internal static class ApiMembers
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance
        | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Of(Type type)
    {
        if (type.IsSubclassOf(typeof(Delegate)))
            return [];
        if (type.IsEnum)
        {
            return type.GetFields(BindingFlags.Public | BindingFlags.Static)
                .OrderBy(f => Convert.ToDecimal(f.GetRawConstantValue(), null))
                .ThenBy(f => f.Name, StringComparer.Ordinal)
                .Select(f => $"{ApiAttributes.Of(f)}{f.Name} = {f.GetRawConstantValue()}");
        }

        return Sorted(type.GetFields(Declared).Where(f => IsVisible(type, f)).Select(Field))
            .Concat(Sorted(type.GetConstructors(Declared).Where(c => IsVisible(type, c) && !IsMadeUp(c)).Select(Constructor)))
            .Concat(Sorted(type.GetProperties(Declared).Where(p => IsVisible(type, p)).Select(p => Property(type, p))))
            .Concat(Sorted(type.GetEvents(Declared).Where(e => IsVisible(type, e.AddMethod!)).Select(Event)))
            .Concat(Sorted(type.GetMethods(Declared).Where(m => IsVisible(type, m) && !IsMadeUp(m) && !IsAccessor(m))
                .Select(Method)));
    }

    /// <summary>Whether the access of a nested type lets those see it who see its declaring type.</summary>
    public static bool IsVisibleFrom(Type nested) => nested.IsNestedPublic
        || (nested.IsNestedFamily || nested.IsNestedFamORAssem) && !nested.DeclaringType!.IsSealed;

    public static bool IsRecord(Type type) =>
        type.GetMethod("<Clone>$") is not null
        || type.IsValueType && type.GetMethod("PrintMembers", Declared)?.IsDefined(typeof(CompilerGeneratedAttribute)) == true;

    /// <summary>Return type, name and parameters; for a delegate the name is the delegate's.</summary>
    public static string Signature(MethodInfo method, string name)
    {
        var result = method.ReturnParameter;
        var passing = !result.ParameterType.IsByRef ? ""
            : result.GetRequiredCustomModifiers().Any(m => m.Name == "InAttribute") ? "ref readonly " : "ref ";
        return ApiAttributes.Of(result) + passing + ApiNames.Of(result.ParameterType, NullableFlags.Of(result))
            + $" {name}({Parameters(method)})";
    }

    private static bool IsVisible(Type type, MethodBase method) =>
        method.IsPublic || !type.IsSealed && (method.IsFamily || method.IsFamilyOrAssembly);

    private static bool IsVisible(Type type, FieldInfo field) =>
        field.IsPublic || !type.IsSealed && (field.IsFamily || field.IsFamilyOrAssembly);

    private static bool IsVisible(Type type, PropertyInfo property) =>
        property.GetAccessors(true).Any(a => IsVisible(type, a)) && !(IsRecord(type) && property.Name == "EqualityContract");

    // A record's equality, printing, cloning and deconstruction follow from its being a record.
    private static bool IsMadeUp(MethodBase method) =>
        method.IsDefined(typeof(CompilerGeneratedAttribute)) || method.Name.Contains('<', StringComparison.Ordinal);

    private static bool IsAccessor(MethodInfo method) =>
        method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static string Field(FieldInfo field)
    {
        var modifier = field.IsLiteral ? " const" : (field.IsStatic ? " static" : "") + (field.IsInitOnly ? " readonly" : "");
        var value = field.IsLiteral ? " = " + ApiValues.Of(field.GetRawConstantValue(), field.FieldType) : "";
        return ApiAttributes.Of(field) + (field.IsPublic ? "public" : "protected") + modifier + Required(field)
            + $" {ApiNames.Of(field.FieldType, NullableFlags.Of(field))} {field.Name}{value}";
    }

    private static string Constructor(ConstructorInfo constructor) =>
        ApiAttributes.Of(constructor) + Modifiers(constructor)
            + $" {constructor.DeclaringType!.Name.Split('`')[0]}({Parameters(constructor)})";

    private static string Property(Type type, PropertyInfo property)
    {
        var shown = property.GetAccessors(true).Where(a => IsVisible(type, a)).ToArray();
        var widest = shown.FirstOrDefault(a => a.IsPublic) ?? shown[0];
        var accessors = new[] { property.GetMethod, property.SetMethod }.Where(a => a is not null && shown.Contains(a))
            .Select(a => (a!.IsPublic == widest.IsPublic ? "" : "protected ") + Accessor(a) + ";");
        var index = property.GetIndexParameters();
        var name = index.Length == 0 ? property.Name : $"this[{string.Join(", ", index.Select(Parameter))}]";
        var passing = property.PropertyType.IsByRef ? "ref " : "";
        var typeName = ApiNames.Of(property.PropertyType, NullableFlags.Of(property));
        return ApiAttributes.Of(property) + Modifiers(widest) + Required(property)
            + $" {passing}{typeName} {name} {{ {string.Join(" ", accessors)} }}";
    }

    private static string Accessor(MethodInfo accessor) => accessor.ReturnType != typeof(void) ? "get"
        : accessor.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init" : "set";

    private static string Event(EventInfo e) => ApiAttributes.Of(e) + Modifiers(e.AddMethod!)
        + $" event {ApiNames.Of(e.EventHandlerType!, NullableFlags.Of(e))} {e.Name}";

    private static string Method(MethodInfo method)
    {
        var generics = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(a => a.Name))}>" : "";
        return ApiAttributes.Of(method) + Modifiers(method)
            + $" {Signature(method, method.Name + generics)}{ApiNames.Constraints(method)}";
    }

    private static string Modifiers(MethodBase method)
    {
        var access = method.IsPublic ? "public" : "protected";
        var isInterface = method.DeclaringType!.IsInterface;
        // What every member of an interface is, is not said.
        var dispatch = method switch
        {
            { IsStatic: true, IsAbstract: true } => " static abstract",
            { IsStatic: true } => " static",
            { IsAbstract: true } when isInterface => "",
            { IsAbstract: true } => " abstract",
            MethodInfo { IsVirtual: true } m when m.GetBaseDefinition() != m => m.IsFinal ? " sealed override" : " override",
            { IsVirtual: true, IsFinal: false } => " virtual",
            _ => "",
        };
        return access + dispatch;
    }

    private static string Required(MemberInfo member) => member.IsDefined(typeof(RequiredMemberAttribute)) ? " required" : "";

    private static string Parameters(MethodBase method)
    {
        var isExtension = method.IsDefined(typeof(ExtensionAttribute));
        var parameters = method.GetParameters().Select((p, i) => (isExtension && i == 0 ? "this " : "") + Parameter(p));
        return string.Join(", ", parameters);
    }

    private static string Parameter(ParameterInfo parameter)
    {
        var value = parameter.HasDefaultValue ? " = " + ApiValues.Of(parameter.DefaultValue, parameter.ParameterType) : "";
        return ApiAttributes.Of(parameter) + Passing(parameter)
            + $"{ApiNames.Of(parameter.ParameterType, NullableFlags.Of(parameter))} {parameter.Name}{value}";
    }

    private static string Passing(ParameterInfo parameter) => parameter switch
    {
        { ParameterType.IsByRef: true, IsOut: true } => "out ",
        { ParameterType.IsByRef: true } when parameter.IsDefined(typeof(RequiresLocationAttribute)) => "ref readonly ",
        { ParameterType.IsByRef: true } when parameter.IsDefined(typeof(IsReadOnlyAttribute)) => "in ",
        { ParameterType.IsByRef: true } => "ref ",
        _ when parameter.IsDefined(typeof(ParamArrayAttribute)) => "params ",
        _ when parameter.IsDefined(typeof(ParamCollectionAttribute)) => "params ",
        _ => "",
    };

    private static IEnumerable<string> Sorted(IEnumerable<string> lines) => lines.Order(StringComparer.Ordinal);
}
