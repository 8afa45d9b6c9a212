using System.Text.RegularExpressions;

namespace Calling.Build.Tests;

/// <summary>Every C# snippet in the documentation stands, line for line, in code that is compiled.</summary>
public sealed partial class SnippetTests
{
    public static TheoryData<string> Pages =>
        [.. Repository.Files(".", "*.md").Where(p => !p.StartsWith("docs/decisions/", StringComparison.Ordinal) && Blocks(p).Any())];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Snippets_are_compiled(string page)
    {
        var code = Repository.Files("samples", "*.cs").Concat(Repository.Files("tests", "*.cs")).Concat(Repository.Files("conformance", "*.cs"))
            .Select(f => string.Join('\n', Lines(File.ReadAllText(Repository.FullPath(f))))).ToList();
        foreach (string block in Blocks(page))
        {
            string wanted = string.Join('\n', Lines(block));
            Assert.True(
                code.Any(c => c.Contains(wanted, StringComparison.Ordinal)),
                $"This snippet of {page} stands in no compiled file; put it into samples/Snippets:\n{block}");
        }
    }

    private static IEnumerable<string> Blocks(string page) =>
        Block().Matches(File.ReadAllText(Repository.FullPath(page))).Select(m => m.Groups[1].Value);

    /// <summary>Indentation and empty lines may differ; comments at a line's end are the reader's.</summary>
    private static IEnumerable<string> Lines(string text) =>
        text.Split('\n').Select(l => Comment().Replace(l, "").Trim()).Where(l => l.Length > 0);

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"\s+//.*$")]
    private static partial Regex Comment();
}
