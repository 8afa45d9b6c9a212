using System.Text.Json;
using System.Text.Json.Serialization;

namespace Calling.Build.Tests.Specification;

/// <summary>One rule as docs/spec/rules.json has it.</summary>
internal sealed record Rule(
    string Id,
    string Level,
    string Area,
    string[] Capability,
    string Text,
    Verification Verification,
    string[]? PartCapability = null,
    string? Reason = null)
{
    public const string File = "docs/spec/rules.json";

    private static readonly JsonSerializerOptions s_strict = new(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter<Verification>(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    public static IReadOnlyList<Rule> All { get; } =
        JsonSerializer.Deserialize<Rule[]>(System.IO.File.ReadAllText(Repository.FullPath(File)), s_strict)!;

    public IEnumerable<string> Capabilities => Capability.Concat(PartCapability ?? []);

    /// <summary>The rule as a row of the page, with the section that it stands in.</summary>
    public string Row => $"{Area} | {Id} | {Level} | {Text} | {string.Join(", ", Capability)}"
        + (PartCapability is null ? "" : $"; {string.Join(", ", PartCapability)}");
}
