using Calling.Providers;

namespace Calling.Conformance.Tests;

/// <summary>What stands between Core and a provider passes on every member: a default of the contract must never hide the provider's own.</summary>
public class DecoratorTests
{
    public static TheoryData<Type, Type> Decorators => new()
    {
        { typeof(FaultyProvider), typeof(ICallProvider) },
        { typeof(FaultyLine), typeof(ICallLine) },
        { typeof(MediaWatch).GetNestedType("Provider", System.Reflection.BindingFlags.NonPublic)!, typeof(IMediaProvider) },
        { typeof(MediaWatch).GetNestedType("Session", System.Reflection.BindingFlags.NonPublic)!, typeof(IMediaSession) },
    };

    [Theory]
    [MemberData(nameof(Decorators))]
    public void Every_member_is_passed_on(Type decorator, Type contract)
    {
        var left = decorator.GetInterfaceMap(contract).TargetMethods.Where(m => m.DeclaringType != decorator).Select(m => m.Name);
        Assert.Empty(left);
    }
}
