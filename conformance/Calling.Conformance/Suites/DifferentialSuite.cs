using System.Globalization;
using Calling.Conformance.Scripts;

namespace Calling.Conformance;

/// <summary>Random scripts: what everybody sees must be what the mock permits, whatever the provider (rules CALL-113 and CALL-140).</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
/// <remarks>
/// One seed is replayed with <c>./run conformance --provider X --seed N</c>, which sets <c>CALLING_SEED</c>. A script that differs is
/// made as short as it can be before it is shown. <c>CALLING_SCRIPTS</c> says how many to play, from the first seed or the one asked for.
/// </remarks>
public abstract class DifferentialSuite<TFixture>(TFixture fixture) : Suite<TFixture>(fixture)
    where TFixture : ConformanceFixture
{
    private const int FirstSeed = 1;

    /// <summary>Plays the scripts of all seeds.</summary>
    [Fact]
    [Trait("Spec", "CALL-113")]
    [Trait("Spec", "CALL-140")]
    public Task Whatever_happens_everybody_sees_what_the_mock_permits() => PlayAsync(groups: false);

    /// <summary>Plays scripts in which some people call each other in groups, invite, enter, hand over and remove.</summary>
    [Fact]
    [Trait("Spec", "CALL-113")]
    [Trait("Spec", "CALL-140")]
    [Trait("Aspect", "group")]
    public async Task Whatever_happens_in_group_calls_everybody_sees_what_the_mock_permits()
    {
        var spec = new SpecAttribute(["CALL-113", "CALL-140"]) { Requires = ScriptGenerator.Groups };
        if (new Gate(spec, Fixture.Name, Fixture.KnownDeviations).Closed((await Fixture.DescribeAsync()).Capabilities, Fixture.Offered) is { } reason)
        {
            Assert.Skip(reason);
        }

        await PlayAsync(groups: true);
    }

    private async Task PlayAsync(bool groups)
    {
        int? seed = Asked("CALLING_SEED");
        int count = Asked("CALLING_SCRIPTS") ?? (seed is not null ? 1 : groups ? Fixture.RandomScripts / 4 : Fixture.RandomScripts);
        var show = seed is null ? null : TestContext.Current.TestOutputHelper;
        string? difference = await RandomScripts.RunAsync(Fixture, seed ?? FirstSeed, count, groups, show is null ? null : show.WriteLine);
        if (difference is not null)
        {
            Assert.Fail(difference);
        }
    }

    private static int? Asked(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? int.Parse(value, CultureInfo.InvariantCulture) : null;
}
