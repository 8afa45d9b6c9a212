using System.Text.Json;

namespace Calling.Conformance.SelfTest;

/// <summary>docs/spec/rules.json, as far as the self-test needs it.</summary>
internal static class RuleBook
{
    /// <summary>The ids of the rules that tests verify.</summary>
    public static IReadOnlyList<string> Automated { get; } = Read();

    private static string[] Read()
    {
        using var file = typeof(RuleBook).Assembly.GetManifestResourceStream("rules.json")!;
        using var rules = JsonDocument.Parse(file);
        return
        [
            .. rules.RootElement.EnumerateArray()
                .Where(rule => rule.GetProperty("verification").GetString() == "automated")
                .Select(rule => rule.GetProperty("id").GetString()!),
        ];
    }
}
