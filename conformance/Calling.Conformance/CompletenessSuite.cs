namespace Calling.Conformance;

/// <summary>Fails if the assembly that derives it leaves a suite out without saying why. Derive it once for each fixture.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class CompletenessSuite<TFixture>
    where TFixture : ConformanceFixture
{
    /// <summary>Suites that are left out, as open generic types (<c>typeof(MediaSuite&lt;&gt;)</c>), each with the reason.</summary>
    protected virtual IReadOnlyDictionary<Type, string> Waived => new Dictionary<Type, string>();

    [Fact]
    public void Every_suite_runs_or_is_waived_with_a_reason()
    {
        var run = ConformanceSuites.Run(GetType().Assembly, typeof(TFixture)).ToHashSet();
        var wrong = ConformanceSuites.All.Where(s => !run.Contains(s) && !Waived.ContainsKey(s))
            .Select(s => $"{Plain(s)} does not run: add 'public sealed class X({typeof(TFixture).Name} f) : {Plain(s)}<{typeof(TFixture).Name}>(f);'")
            .Concat(Waived.Where(w => run.Contains(w.Key)).Select(w => $"{Plain(w.Key)} runs and is waived"))
            .Concat(Waived.Where(w => string.IsNullOrWhiteSpace(w.Value)).Select(w => $"{Plain(w.Key)} is waived without a reason"));
        Assert.Empty(wrong);
    }

    private static string Plain(Type suite) => suite.Name.Split('`')[0];
}
