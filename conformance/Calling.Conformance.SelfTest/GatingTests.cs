using System.Reflection;
using Xunit.Sdk;

namespace Calling.Conformance.SelfTest;

/// <summary>What a fixture declares and admits, proved with whole tests: neither hides anything.</summary>
public class GatingTests
{
    private static readonly Sabotage s_sound = new("none", "nothing");
    private static readonly Sabotage s_broken = AllSabotages.List.First(s => s.Rule == "CALL-041");

    [Fact]
    public async Task A_known_deviation_is_skipped_while_it_is_there()
    {
        var skip = Assert.IsType<SkipException>(await JudgeAsync(nameof(Suites.Timeout.Nobody_answers), s_broken, "CALL-041"));
        Assert.Contains("DEVIATION CALL-041: the vendor cannot", skip.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_known_deviation_that_is_gone_fails() =>
        Assert.Contains(
            "take it out of KnownDeviations",
            Assert.IsType<InvalidOperationException>(await JudgeAsync(nameof(Suites.Timeout.Nobody_answers), s_sound, "CALL-041")).Message,
            StringComparison.Ordinal);

    [Fact]
    public async Task A_deviation_of_another_rule_excuses_nothing() =>
        Assert.IsAssignableFrom<IAssertionException>(await JudgeAsync(nameof(Suites.Timeout.Nobody_answers), s_broken, "CALL-043"));

    [Theory]
    [InlineData("CALL-024/no such aspect")]
    [InlineData("CALL-041/no such aspect")]
    public async Task A_deviation_of_what_no_test_carries_fails(string key) => Assert.Contains(
        key,
        Assert.IsType<InvalidOperationException>(await JudgeAsync(nameof(Suites.Timeout.Nobody_answers), s_sound, key)).Message,
        StringComparison.Ordinal);

    [Fact]
    public async Task What_is_not_declared_is_not_tested()
    {
        var without = s_sound with { Descriptor = d => d with { Capabilities = d.Capabilities & ~CallCapabilities.RingingSignal } };
        var skip = Assert.IsType<SkipException>(await JudgeAsync(nameof(Suites.Timeout.The_callees_own_setting_shortens), without));
        Assert.Contains("UNSUPPORTED CALL-046", skip.Message, StringComparison.Ordinal);
    }

    private static Task<Exception?> JudgeAsync(string test, Sabotage sabotage, params string[] deviations)
    {
        var method = typeof(Suites.Timeout).GetMethod(test)!;
        var fixture = new SabotagedFixture(sabotage) { Deviations = deviations.ToDictionary(d => d, _ => "the vendor cannot") };
        return SpecTestRunner.JudgeAsync(new Suites.Timeout(fixture), method, method.GetCustomAttribute<SpecAttribute>()!);
    }
}
