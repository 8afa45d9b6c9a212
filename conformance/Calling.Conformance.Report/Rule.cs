using System.Text.Json;
using System.Text.Json.Serialization;

namespace Calling.Conformance.Report;

/// <summary>A rule of the specification, as <c>rules.json</c> has it.</summary>
internal sealed record Rule(
    string Id,
    string Level = "",
    string Area = "",
    IReadOnlyList<string>? Capability = null,
    string Text = "",
    string Verification = "",
    string? Reason = null)
{
    /// <summary>Reads the file; without one the rules are those that the tests carry, and nothing is known of them but the id.</summary>
    public static IReadOnlyList<Rule> Read(string? file, IEnumerable<string> tested)
    {
        var known = file is not null && File.Exists(file)
            ? JsonSerializer.Deserialize(File.ReadAllText(file), RuleContext.Default.RuleArray) ?? []
            : [];
        var ids = known.Select(r => r.Id).ToHashSet();
        return [.. known.Concat(tested.Distinct().Where(id => !ids.Contains(id)).Select(id => new Rule(id))).OrderBy(r => r.Id, StringComparer.Ordinal)];
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Rule[]))]
internal sealed partial class RuleContext : JsonSerializerContext;
