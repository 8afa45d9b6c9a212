using Calling.Conformance.Scripts;
using Calling.Providers;

namespace Calling.Conformance.SelfTest;

/// <summary>Random scripts find a provider that does otherwise than the mock permits.</summary>
public class DifferentialTests
{
    private const int Seeds = 40;

    /// <summary>Broken in what every call does: a few scripts are enough.</summary>
    private static readonly Sabotage[] s_sabotages =
    [
        Sabotage.OfCommands("CALL-140", "nobody is told of a reject", c => c is CallCommand.RejectCall ? null : c),
        Sabotage.OfSignals("CALL-140", "an end reads as a failure", s => s is CallSignal.Ended ended ? ended with { Ending = new(EndCause.Failed) } : s),
        Sabotage.OfSignals("CALL-140", "nobody is told that it rings", s => s is CallSignal.Alerted ? null : s),
    ];

    public static TheoryData<string> Sabotages => [.. s_sabotages.Select(s => s.Breaks)];

    [Theory]
    [MemberData(nameof(Sabotages))]
    public async Task A_provider_that_differs_is_found(string breaks) =>
        Assert.NotNull(await FirstDifferenceAsync(s_sabotages.Single(s => s.Breaks == breaks)));

    [Fact]
    public async Task A_sound_provider_does_not_differ() => Assert.Null(await FirstDifferenceAsync(new Sabotage("none", "nothing")));

    private static async Task<Difference?> FirstDifferenceAsync(Sabotage sabotage)
    {
        var fixture = new SabotagedFixture(sabotage);
        for (int seed = 1; seed <= Seeds; seed++)
        {
            if (await Differential.PlayAsync(fixture, await RandomScripts.MakeAsync(fixture, seed)) is { } difference)
            {
                return difference;
            }
        }

        return null;
    }
}
