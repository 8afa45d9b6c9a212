using Calling.Tests;

namespace Calling.Conformance.SelfTest;

/// <summary>Why a rule that tests verify has no test in the kit, and so no sabotage.</summary>
/// <param name="Why">The reason.</param>
/// <param name="Tests">The files of the tests that prove it instead, from the root of the repository.</param>
internal sealed record Excuse(string Why, params string[] Tests)
{
    /// <summary>What is wrong with it.</summary>
    /// <param name="rule">The rule.</param>
    public IEnumerable<string> Flaws(string rule)
    {
        if (string.IsNullOrWhiteSpace(Why) || Tests.Length == 0)
        {
            yield return $"{rule} is excused without a reason or without a test";
        }

        foreach (string test in Tests)
        {
            string file = Path.Combine(Checkout.Root, test);
            if (!File.Exists(file) || !File.ReadAllText(file).Contains(rule.Replace('-', '_'), StringComparison.Ordinal))
            {
                yield return $"{rule} is said to be proved by {test}, which holds no test of that name";
            }
        }
    }
}
