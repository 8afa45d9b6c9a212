using Xunit.Sdk;

namespace Calling.Conformance;

/// <summary>Whether a test runs, and what its outcome counts for. The words it uses are what the report reads.</summary>
/// <param name="spec">The test.</param>
/// <param name="provider">The provider's name.</param>
/// <param name="deviations">What the fixture says it breaks.</param>
internal sealed class Gate(SpecAttribute spec, string provider, IReadOnlyDictionary<string, string> deviations)
{
    private readonly string _rules = string.Join(' ', spec.Rules);

    /// <summary>Why the test does not run, or null.</summary>
    /// <param name="declared">The provider's capabilities.</param>
    /// <param name="offered">The fixture's hooks.</param>
    public string? Closed(CallCapabilities declared, Hooks offered)
    {
        if ((spec.Requires & ~declared) is var undeclared && undeclared != CallCapabilities.None)
        {
            return $"UNSUPPORTED {_rules}: {provider} does not declare {undeclared}";
        }

        return (spec.Needs & ~offered) is var missing && missing != Hooks.None
            ? $"UNAVAILABLE {_rules}: the fixture offers no {missing} hook"
            : null;
    }

    /// <summary>What becomes of an outcome.</summary>
    /// <param name="failure">What failed, or null.</param>
    /// <returns>What xunit is told, or null if the test passed.</returns>
    public Exception? Judge(Exception? failure)
    {
        if (Deviation() is not { } deviation || failure is SkipException)
        {
            return failure;
        }

        return failure is null
            ? new InvalidOperationException($"{deviation.Key} holds: take it out of KnownDeviations (\"{deviation.Value}\").")
            : SkipException.ForSkip($"DEVIATION {_rules}: {deviation.Value}");
    }

    private KeyValuePair<string, string>? Deviation() =>
        spec.Rules.SelectMany(rule => new[] { $"{rule}/{spec.Aspect}", rule })
            .Where(deviations.ContainsKey)
            .Select(key => (KeyValuePair<string, string>?)KeyValuePair.Create(key, deviations[key]))
            .FirstOrDefault();
}
