using System.Text.RegularExpressions;

namespace Calling.Build.Tests.Specification;

/// <summary>The page that people read.</summary>
internal static partial class SpecificationPage
{
    public const string File = "docs/spec/calling-spec.md";

    public static string Text { get; } = System.IO.File.ReadAllText(Repository.FullPath(File));

    /// <summary>Its rules in its order, written as <see cref="Rule.Row"/> writes them.</summary>
    public static IEnumerable<string> Rows
    {
        get
        {
            string section = "";
            foreach (string line in Text.Split('\n'))
            {
                if (line.StartsWith("## ", StringComparison.Ordinal))
                    section = line[3..];
                else if (line.StartsWith("| CALL", StringComparison.Ordinal))
                    yield return string.Join(" | ", Cells(line).Prepend(section));
            }
        }
    }

    /// <summary>The events in the table under a heading: the name, and what it carries.</summary>
    public static IEnumerable<(string Name, string[] Payload)> Events(string heading)
    {
        string table = Text.Split($"### {heading}\n")[1].Split("\n## ")[0].Split("\n### ")[0];
        return from line in table.Split('\n')
               where line.StartsWith("| `", StringComparison.Ordinal)
               let cells = Cells(line)
               select (cells[0].Trim('`'), Code().Matches(cells[1]).Select(m => m.Groups[1].Value).ToArray());
    }

    /// <summary>The names in a list such as <c>`CallResponse`, one per invitation: `Accepted, Rejected`</c>.</summary>
    public static string[] Names(string list) =>
        Regex.Match(Text, $"^`{list}`[^:\n]*: `([^`]+)`", RegexOptions.Multiline).Groups[1].Value
            .Split(',', StringSplitOptions.TrimEntries);

    private static string[] Cells(string row) => [.. row.Trim().Trim('|').Split('|').Select(c => c.Trim())];

    [GeneratedRegex("`(\\w+)`")]
    private static partial Regex Code();
}
