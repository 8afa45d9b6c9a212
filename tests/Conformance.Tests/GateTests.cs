using Xunit.Sdk;

namespace Calling.Conformance.Tests;

/// <summary>Which tests of rules run, and what their outcomes count for.</summary>
public class GateTests
{
    private static readonly SpecAttribute s_spec = new(["CALL-024", "CALL-033"])
    {
        Requires = CallCapabilities.Group | CallCapabilities.RawMedia, Needs = Hooks.Network | Hooks.Wire, Aspect = "one side",
    };

    [Fact]
    public void What_is_not_declared_is_unsupported_by_name() =>
        Assert.Equal(
            "UNSUPPORTED CALL-024 CALL-033: Acme does not declare Group",
            Gate().Closed(CallCapabilities.RawMedia | CallCapabilities.Glare, Hooks.Network | Hooks.Wire));

    [Fact]
    public void A_missing_hook_is_unavailable_by_name() =>
        Assert.Equal("UNAVAILABLE CALL-024 CALL-033: the fixture offers no Network hook", Gate().Closed(s_spec.Requires, Hooks.Wire));

    [Fact]
    public void All_that_is_needed_opens() => Assert.Null(Gate().Closed(s_spec.Requires, s_spec.Needs | Hooks.Hostile));

    [Fact]
    public void Without_a_deviation_an_outcome_counts_as_it_is()
    {
        var failure = new InvalidOperationException("x");
        Assert.Null(Gate().Judge(null));
        Assert.Same(failure, Gate("CALL-025", "CALL-024/another side").Judge(failure));
    }

    [Theory]
    [InlineData("CALL-024")]
    [InlineData("CALL-033")]
    [InlineData("CALL-033/one side")]
    public void A_known_deviation_is_expected_to_fail(string key)
    {
        var skip = Assert.IsType<SkipException>(Gate(key).Judge(new InvalidOperationException("x")));
        Assert.Contains("DEVIATION CALL-024 CALL-033: the vendor cannot", skip.Message, StringComparison.Ordinal);
        var stale = Assert.IsType<InvalidOperationException>(Gate(key).Judge(null));
        Assert.Contains(key, stale.Message, StringComparison.Ordinal);
    }

    private static Gate Gate(params string[] deviations) => new(s_spec, "Acme", deviations.ToDictionary(d => d, _ => "the vendor cannot"));
}
