using System.Runtime.CompilerServices;
using Xunit.v3;

namespace Calling.Conformance;

/// <summary>A test of one or more rules of the specification. Takes the place of <c>[Fact]</c> in a suite; the method returns a task.</summary>
/// <remarks>
/// The test is skipped if the provider does not declare what it requires, or if the fixture lacks a hook that it needs; a known deviation
/// is expected to fail. None of this is the test's own business.
/// </remarks>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer(typeof(SpecDiscoverer))]
public sealed class SpecAttribute : FactAttribute, ITraitAttribute
{
    /// <summary>Names a rule.</summary>
    /// <param name="rule">Such as <c>CALL-024</c>.</param>
    /// <param name="file">The compiler's.</param>
    /// <param name="line">The compiler's.</param>
    public SpecAttribute(string rule, [CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line) => Rules = [rule];

    /// <summary>Names several rules that the one test holds a provider to.</summary>
    /// <param name="rules">Such as <c>[CALL-010, CALL-011]</c>.</param>
    /// <param name="file">The compiler's.</param>
    /// <param name="line">The compiler's.</param>
    public SpecAttribute(string[] rules, [CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line) => Rules = rules;

    /// <summary>The rules.</summary>
    public IReadOnlyList<string> Rules { get; }

    /// <summary>Capabilities without which the rules do not bind.</summary>
    public CallCapabilities Requires { get; set; }

    /// <summary>Hooks without which it cannot be tested.</summary>
    public Hooks Needs { get; set; }

    /// <summary>Which side of the rule, where several tests are about it.</summary>
    public string? Aspect { get; set; }

    /// <inheritdoc/>
    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits()
    {
        List<KeyValuePair<string, string>> traits = [.. Rules.Select(rule => KeyValuePair.Create("Spec", rule))];
        if (Requires != CallCapabilities.None)
        {
            traits.Add(KeyValuePair.Create("Requires", Requires.ToString()));
        }

        if (Aspect is not null)
        {
            traits.Add(KeyValuePair.Create("Aspect", Aspect));
        }

        return traits;
    }
}
