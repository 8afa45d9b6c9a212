using Calling.Conformance.Scripts;
using Calling.Providers;

namespace Calling.Conformance.SelfTest;

/// <summary>A provider that does something else than the mock is found by random scripts, and what they say is short and can be run again.</summary>
public class DifferentialSelfTests
{
    private const int Scripts = 30;

    public static TheoryData<string> Broken => [.. Sabotages.Select(s => s.ToString())];

    public static TheoryData<string> BrokenInGroups => [.. GroupSabotages.Select(s => s.ToString())];

    private static IReadOnlyList<Sabotage> Sabotages { get; } =
    [
        Sabotage.OfCommands("CALL-030", "a hang-up is not sent", c => c is CallCommand.EndCall ? null : c),
        Sabotage.OfSignals("CALL-032", "the callee is not told of a cancel", s => s is CallSignal.Ended { Ending.Cause: EndCause.Cancelled } ? null : s),
        Sabotage.OfCommands("CALL-017", "every call is a video call", c => c is CallCommand.PlaceCall call ? call with { Media = CallMedia.Video } : c),
    ];

    private static IReadOnlyList<Sabotage> GroupSabotages { get; } =
    [
        Sabotage.OfCommands("CALL-083", "an invitation into a running call is not sent", c => c is CallCommand.InviteUsers ? null : c),
        Sabotage.OfCommands("CALL-089", "nobody is removed", c => c is CallCommand.RemoveMember ? null : c),
        Sabotage.OfCommands(
            "CALL-084", "ending for everyone is leaving", c => c is CallCommand.EndCall end ? end with { Scope = HangUpScope.Self } : c),
        Sabotage.OfSignals("CALL-080", "members are not told that somebody declined", s => s is CallSignal.Responded { Response: CallResponse.Rejected } ? null : s),
        Sabotage.OfSignals("CALL-085", "the last is not told", s => s is CallSignal.Ended { Ending.Cause: EndCause.LastParticipantLeft } ? null : s),
    ];

    [Theory]
    [MemberData(nameof(Broken))]
    public Task A_broken_provider_differs(string sabotage) => DiffersAsync(Sabotages.Single(s => s.ToString() == sabotage), groups: false);

    [Theory]
    [MemberData(nameof(BrokenInGroups))]
    public Task A_provider_that_is_broken_in_group_calls_differs(string sabotage) =>
        DiffersAsync(GroupSabotages.Single(s => s.ToString() == sabotage), groups: true);

    [Fact]
    public async Task What_is_found_is_found_again_by_its_seed()
    {
        string? first = await RandomScripts.RunAsync(new SabotagedFixture(Sabotages[0]), seed: 1, Scripts);
        int seed = int.Parse(first!.Split("--seed ")[1], System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(first, await RandomScripts.RunAsync(new SabotagedFixture(Sabotages[0]), seed, count: 1));
    }

    private static async Task DiffersAsync(Sabotage sabotage, bool groups)
    {
        string? found = await RandomScripts.RunAsync(new SabotagedFixture(sabotage), seed: 1, Scripts, groups);
        Assert.NotNull(found);
        string[] lines = found.Split('\n');
        string seed = lines.Single(l => l.StartsWith("seed ", StringComparison.Ordinal));
        Assert.Equal($"again: ./run conformance --provider Mock --{seed}", lines[^1]);
        Assert.Contains(lines, l => l.StartsWith(" ! ", StringComparison.Ordinal));
        Assert.True(Steps(lines) <= 6, found);
    }

    /// <summary>Without the farewell, in which each device signs out.</summary>
    private static int Steps(string[] lines) =>
        lines.TakeWhile(l => !l.StartsWith("after ", StringComparison.Ordinal))
            .Count(l => l.Length > 4 && char.IsAsciiDigit(l[2]) && l[3] == ' ' && !l.EndsWith("signs out", StringComparison.Ordinal));
}
