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
    /// <exception cref="InvalidDataException">A test carries a rule that the file does not have.</exception>
    public static IReadOnlyList<Rule> Read(string? file, IEnumerable<string> tested)
    {
        string[] carried = [.. tested.Distinct().Order(StringComparer.Ordinal)];
        if (file is null)
        {
            return [.. carried.Select(id => new Rule(id))];
        }

        var known = JsonSerializer.Deserialize(File.ReadAllText(file), RuleContext.Default.RuleArray) ?? [];
        string[] unknown = [.. carried.Except(known.Select(r => r.Id))];
        return unknown.Length == 0
            ? [.. known.OrderBy(r => r.Id, StringComparer.Ordinal)]
            : throw new InvalidDataException($"Tests carry what {file} does not have: {string.Join(", ", unknown)}");
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Rule[]))]
internal sealed partial class RuleContext : JsonSerializerContext;
