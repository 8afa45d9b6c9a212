using System.Text;

namespace Calling.Conformance.Report;

/// <summary>The matrix as a page of the documentation: nothing in it changes from run to run unless a verdict does.</summary>
internal static class MarkdownReport
{
    public static string Of(Matrix matrix)
    {
        var page = new StringBuilder();
        page.Append(
            """
            # Conformance

            Which rule of the specification holds on which provider, by the tests of the conformance kit. This page is written by
            `./run conformance --update`; `./run test` fails when it is out of date.

            | word | means |
            |---|---|

            """);
        page.Append(string.Concat(Matrix.Legend.Select(l => $"| {l.Word} | {l.Means} |\n"))).Append('\n');
        foreach (var provider in matrix.Providers)
        {
            page.Append($"**{Text(provider.Provider)}**: {matrix.Summary(provider)}  \n");
        }

        foreach (var area in matrix.Areas)
        {
            page.Append($"\n## {(area.Key.Length > 0 ? area.Key : "Rules")}\n\n");
            page.Append($"| rule | level | {string.Join(" | ", matrix.Providers.Select(p => Text(p.Provider)))} |\n");
            page.Append($"|---|---|{string.Concat(matrix.Providers.Select(_ => "---|"))}\n");
            foreach (var rule in area)
            {
                page.Append($"| {rule.Id} | {rule.Level} | {string.Join(" | ", matrix.Providers.Select(p => Matrix.Word(p, rule.Id)))} |\n");
            }
        }

        AppendReasons(page, matrix);
        return page.ToString();
    }

    private static void AppendReasons(StringBuilder page, Matrix matrix)
    {
        var reasons =
            from rule in matrix.Rules
            from provider in matrix.Providers
            from reason in Matrix.Reasons(provider, rule.Id)
            select $"- {rule.Id} on {Text(provider.Provider)}: {Text(reason)}\n";
        string text = string.Concat(reasons);
        if (text.Length > 0)
        {
            page.Append("\n## Reasons\n\n").Append(text);
        }
    }

    /// <summary>Text that came from a test: neither a tag nor the end of a cell.</summary>
    private static string Text(string text) =>
        text.Replace("<", "&lt;", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal);
}
