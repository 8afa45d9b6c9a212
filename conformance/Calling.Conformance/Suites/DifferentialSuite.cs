using System.Globalization;
using Calling.Conformance.Scripts;

namespace Calling.Conformance;

/// <summary>Random scripts: what everybody sees must be what the mock permits, whatever the provider (rules CALL-113 and CALL-140).</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
/// <remarks>
/// One seed is replayed with <c>./run conformance --provider X --seed N</c>, which sets <c>CALLING_SEED</c>. A script that differs is
/// made as short as it can be before it is shown.
/// </remarks>
public abstract class DifferentialSuite<TFixture>(TFixture fixture) : Suite<TFixture>(fixture)
    where TFixture : ConformanceFixture
{
    private const int FirstSeed = 1;

    /// <summary>Plays the scripts of all seeds.</summary>
    [Fact]
    [Trait("Spec", "CALL-113")]
    [Trait("Spec", "CALL-140")]
    public async Task Whatever_happens_everybody_sees_what_the_mock_permits()
    {
        int seed = FirstSeed;
        int count = Fixture.RandomScripts;
        if (Environment.GetEnvironmentVariable("CALLING_SEED") is { Length: > 0 } asked)
        {
            (seed, count) = (int.Parse(asked, CultureInfo.InvariantCulture), 1);
        }

        if (await RandomScripts.RunAsync(Fixture, seed, count) is { } difference)
        {
            Assert.Fail(difference);
        }
    }
}
