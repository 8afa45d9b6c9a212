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
            | pass | every test of the rule passed; *in part*: one of them needs a hook that the provider's fixture does not offer |
            | fail | a test failed |
            | deviation | broken, and known: the reason stands below |
            | unsupported | the provider does not declare the capability, so the rule does not bind it |
            | unavailable | the provider's fixture lacks the hook that the tests need |
            | – | the kit has no test of the rule yet; other tests of this repository may |


            """);
        foreach (var provider in matrix.Providers)
        {
            page.Append($"**{provider.Provider}**: {matrix.Summary(provider)}  \n");
        }

        foreach (var area in matrix.Areas)
        {
            page.Append($"\n## {(area.Key.Length > 0 ? area.Key : "Rules")}\n\n");
            page.Append($"| rule | level | {string.Join(" | ", matrix.Providers.Select(p => p.Provider))} |\n");
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
            select $"- {rule.Id} on {provider.Provider}: {reason}\n";
        string text = string.Concat(reasons);
        if (text.Length > 0)
        {
            page.Append("\n## Reasons\n\n").Append(text);
        }
    }
}
