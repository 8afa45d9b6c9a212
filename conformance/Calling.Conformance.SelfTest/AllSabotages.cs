using Calling.Conformance.SelfTest.Sabotages;

namespace Calling.Conformance.SelfTest;

/// <summary>Every sabotage, and the rules that need none.</summary>
internal static class AllSabotages
{
    /// <summary>By section.</summary>
    public static IReadOnlyList<Sabotage> List { get; } =
    [
        .. SignInSabotages.All, .. RingingSabotages.All, .. AnsweringSabotages.All, .. EndingSabotages.All, .. TimeoutSabotages.All,
        .. ConflictSabotages.All, .. MediaSabotages.All, .. RecoverySabotages.All, .. EventSabotages.All, .. ConfigurationSabotages.All,
    ];
}
