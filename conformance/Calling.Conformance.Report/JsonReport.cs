using System.Text.Json;

namespace Calling.Conformance.Report;

/// <summary>The matrix for programs.</summary>
internal static class JsonReport
{
    public static string Of(Matrix matrix)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartArray();
            foreach (var rule in matrix.Rules)
            {
                json.WriteStartObject();
                json.WriteString("id", rule.Id);
                json.WriteString("level", rule.Level);
                json.WriteString("area", rule.Area);
                json.WriteStartObject("providers");
                foreach (var provider in matrix.Providers)
                {
                    Write(json, provider, rule.Id);
                }

                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void Write(Utf8JsonWriter json, ProviderResults provider, string rule)
    {
        json.WriteStartObject(provider.Provider);
        json.WriteString("verdict", Name(provider.Of(rule)));
        json.WriteStartArray("tests");
        foreach (var outcome in provider.ByRule[rule])
        {
            json.WriteStartObject();
            json.WriteString("name", outcome.Name);
            json.WriteString("verdict", Name(outcome.Verdict));
            if (outcome.Reason is not null)
            {
                json.WriteString("reason", outcome.Reason);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Name(Verdict verdict) => verdict.ToString().ToLowerInvariant();
}
