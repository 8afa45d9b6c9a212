using Calling.Conformance.Scripts;
using Calling.Providers;

namespace Calling.Conformance.SelfTest;

/// <summary>A provider that does something else than the mock is found by random scripts, and what they say is short and can be run again.</summary>
public class DifferentialSelfTests
{
    private const int Scripts = 30;

    public static TheoryData<string> Broken => [.. Sabotages.Select(s => s.ToString())];

    private static IReadOnlyList<Sabotage> Sabotages { get; } =
    [
        Sabotage.OfCommands("CALL-030", "a hang-up is not sent", c => c is CallCommand.EndCall ? null : c),
        Sabotage.OfSignals("CALL-032", "the callee is not told of a cancel", s => s is CallSignal.Ended { Ending.Cause: EndCause.Cancelled } ? null : s),
        Sabotage.OfCommands("CALL-017", "every call is a video call", c => c is CallCommand.PlaceCall call ? call with { Media = CallMedia.Video } : c),
    ];

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task A_broken_provider_differs(string sabotage)
    {
        var fixture = new SabotagedFixture(Sabotages.Single(s => s.ToString() == sabotage));
        string? found = await RandomScripts.RunAsync(fixture, seed: 1, Scripts);
        Assert.NotNull(found);
        string[] lines = found.Split('\n');
        string seed = lines.Single(l => l.StartsWith("seed ", StringComparison.Ordinal));
        Assert.Equal($"again: ./run conformance --provider Mock --{seed}", lines[^1]);
        Assert.Contains(lines, l => l.StartsWith(" ! ", StringComparison.Ordinal));
        Assert.True(Steps(lines) <= 6, found);
    }

    [Fact]
    public async Task What_is_found_is_found_again_by_its_seed()
    {
        string? first = await RandomScripts.RunAsync(new SabotagedFixture(Sabotages[0]), seed: 1, Scripts);
        int seed = int.Parse(first!.Split("--seed ")[1], System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(first, await RandomScripts.RunAsync(new SabotagedFixture(Sabotages[0]), seed, count: 1));
    }

    /// <summary>Without the farewell, in which each device signs out.</summary>
    private static int Steps(string[] lines) =>
        lines.TakeWhile(l => !l.StartsWith("after ", StringComparison.Ordinal))
            .Count(l => l.Length > 4 && char.IsAsciiDigit(l[2]) && l[3] == ' ' && !l.EndsWith("signs out", StringComparison.Ordinal));
}
