using System.Reflection;
using Xunit.Sdk;

namespace Calling.Conformance.SelfTest;

/// <summary>One test of the kit, run as xunit would run it.</summary>
/// <param name="Suite">Its suite, with the sabotaged fixture.</param>
/// <param name="Method">The test.</param>
/// <param name="Spec">What it says of itself.</param>
internal sealed record KitTest(Type Suite, MethodInfo Method, SpecAttribute Spec)
{
    /// <summary>Every test of every suite.</summary>
    public static IReadOnlyList<KitTest> All { get; } =
    [
        .. from suite in typeof(KitTest).Assembly.GetTypes()
           where !suite.IsAbstract && suite.IsAssignableTo(typeof(ISuite))
           from method in suite.GetMethods()
           let spec = method.GetCustomAttribute<SpecAttribute>()
           where spec is not null
           orderby suite.Name, method.Name
           select new KitTest(suite, method, spec),
    ];

    /// <summary>The tests of a rule.</summary>
    /// <param name="rule">Its id.</param>
    public static IEnumerable<KitTest> Of(string rule) => All.Where(test => test.Spec.Rules.Contains(rule));

    /// <summary>Runs it on the mock, broken as the sabotage says.</summary>
    /// <param name="sabotage">How the mock is broken.</param>
    public async Task<KitOutcome> RunAsync(Sabotage sabotage)
    {
        var suite = (ISuite)Activator.CreateInstance(Suite, new SabotagedFixture(sabotage))!;
        return new KitOutcome(this, await SpecTestRunner.JudgeAsync(suite, Method, Spec));
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Suite.Name}.{Method.Name}";
}

/// <summary>What became of a test.</summary>
/// <param name="Test">The test.</param>
/// <param name="Failure">What xunit would have been told; null if it passed.</param>
internal sealed record KitOutcome(KitTest Test, Exception? Failure)
{
    /// <summary>
    /// It said that the provider is broken. Anything else is a defect of the test or of the sabotage: a test that hangs, or one that the mock cannot run.
    /// </summary>
    public bool Caught => Failure is IAssertionException or CallException;

    /// <inheritdoc/>
    public override string ToString() => $"{Test}: {(Failure is null ? "passed" : $"{Failure.GetType().Name}: {Failure.Message}")}";
}
