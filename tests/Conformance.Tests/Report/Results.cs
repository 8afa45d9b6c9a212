using System.Xml.Linq;
using Calling.Conformance.Report;

namespace Calling.Conformance.Tests.Report;

/// <summary>Result files as xunit writes them, and rules, for tests of the report.</summary>
internal sealed class Results : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("conformance-").FullName;

    /// <summary>Two areas; the last rule has a reason for being untested.</summary>
    public static string Rules =>
        """
        [
          { "id": "CALL-001", "level": "MUST", "area": "1 Client", "capability": [], "text": "One & only <b>.", "verification": "automated" },
          { "id": "CALL-002", "level": "MUST", "area": "1 Client", "capability": [], "text": "Two.", "verification": "automated" },
          { "id": "CALL-003", "level": "SHOULD", "area": "2 Group", "capability": ["Group"], "text": "Three.", "verification": "untested", "reason": "No groups yet." }
        ]
        """;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Writes a file.</summary>
    public string Write(string name, string text)
    {
        string file = Path.Combine(_folder, name);
        File.WriteAllText(file, text);
        return file;
    }

    /// <summary>Writes a result file.</summary>
    public string Write(string name, params XElement[] tests) =>
        Write(name, new XElement("assemblies", new XElement("assembly", new XElement("collection", tests))).ToString());

    /// <summary>One test of a result file.</summary>
    /// <param name="rule">The rule that it carries.</param>
    /// <param name="result">Pass, Skip or Fail.</param>
    /// <param name="reason">Why it was skipped or failed.</param>
    /// <param name="aspect">Its aspect.</param>
    /// <param name="method">Its name.</param>
    public static XElement Test(string rule, string result, string? reason = null, string? aspect = null, string method = "It_holds") => new(
        "test",
        new XAttribute("method", method),
        new XAttribute("result", result),
        new XElement("traits", Trait("Spec", rule), aspect is null ? null : Trait("Aspect", aspect)),
        (result, reason) switch
        {
            (_, null) => null,
            ("Skip", _) => new XElement("reason", reason),
            _ => new XElement("failure", new XElement("message", reason)),
        });

    /// <summary>The matrix of one provider's tests.</summary>
    public Matrix Of(params XElement[] tests)
    {
        var acme = ProviderResults.Read("Acme", Write("acme.xml", tests));
        return new(Rule.Read(Write("rules.json", Rules), acme.ByRule.Select(g => g.Key)), [acme]);
    }

    private static XElement Trait(string name, string value) => new("trait", new XAttribute("name", name), new XAttribute("value", value));
}
