namespace Calling.Conformance;

/// <summary>The suites that there are.</summary>
public static class ConformanceSuites
{
    /// <summary>Every suite as an open generic type, by name; a new one is here as soon as it is written.</summary>
    public static IReadOnlyList<Type> All { get; } =
    [
        .. typeof(ConformanceSuites).Assembly.GetExportedTypes()
            .Where(t => t is { IsAbstract: true, IsGenericTypeDefinition: true } && Base(t) is not null && t != typeof(Suite<>))
            .OrderBy(t => t.Name, StringComparer.Ordinal),
    ];

    /// <summary>The suites that an assembly runs on a fixture.</summary>
    /// <param name="consumer">The assembly.</param>
    /// <param name="fixture">The fixture.</param>
    internal static IEnumerable<Type> Run(System.Reflection.Assembly consumer, Type fixture) =>
        from type in consumer.GetTypes()
        where !type.IsAbstract
        let suite = Base(type)
        where suite is not null && suite.GetGenericArguments()[0] == fixture
        from ancestor in Ancestors(type)
        where ancestor.IsGenericType && All.Contains(ancestor.GetGenericTypeDefinition())
        select ancestor.GetGenericTypeDefinition();

    private static Type? Base(Type type) =>
        Ancestors(type).FirstOrDefault(t => t.IsGenericType && t.GetGenericTypeDefinition() == typeof(Suite<>));

    private static IEnumerable<Type> Ancestors(Type type)
    {
        for (Type? t = type; t is not null; t = t.BaseType)
        {
            yield return t;
        }
    }
}
