using System.Reflection;

namespace Calling.Build.Tests.Api;

/// <summary>
/// What the compiler wrote about the nullability of a signature's type and its parts, in the order in which the type reads:
/// 1 not null, 2 nullable. NullabilityInfoContext cannot tell T from T? where T is a type parameter.
/// </summary>
internal sealed class NullableFlags
{
    private readonly byte[] _parts;
    private readonly byte _all;
    private int _next;

    private NullableFlags(byte[] parts, byte all) => (_parts, _all) = (parts, all);

    public static NullableFlags Of(ParameterInfo parameter) => Of(parameter.CustomAttributes, parameter.Member);

    public static NullableFlags Of(MemberInfo member) => Of(member.CustomAttributes, member.DeclaringType);

    /// <summary>For a type that stands alone, outside any signature.</summary>
    public static NullableFlags None() => new([], 1);

    /// <summary>The flag of a type parameter itself: whether it may stand for nullable types.</summary>
    public static byte OfTypeParameter(Type parameter) =>
        Of(parameter.CustomAttributes, parameter.DeclaringMethod ?? (MemberInfo?)parameter.DeclaringType).Next();

    public byte Next() => _parts.Length == 0 ? _all : _parts[_next++];

    private static NullableFlags Of(IEnumerable<CustomAttributeData> own, MemberInfo? context) =>
        Find(own, "NullableAttribute") switch
        {
            byte all => new([], all),
            IEnumerable<CustomAttributeTypedArgument> parts => new([.. parts.Select(p => (byte)p.Value!)], 0),
            _ => new([], Context(context)),
        };

    // Said once for all that does not say otherwise, on the nearest that has a say.
    private static byte Context(MemberInfo? member) => member is null ? (byte)0
        : Find(member.CustomAttributes, "NullableContextAttribute") as byte? ?? Context(member.DeclaringType);

    private static object? Find(IEnumerable<CustomAttributeData> attributes, string name) =>
        attributes.FirstOrDefault(a => a.AttributeType.Name == name)?.ConstructorArguments[0].Value;
}
