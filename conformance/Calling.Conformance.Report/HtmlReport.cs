using System.Net;
using System.Text;

namespace Calling.Conformance.Report;

/// <summary>The matrix as one page that needs nothing else; tests and reasons show on hover.</summary>
internal static class HtmlReport
{
    public static string Of(Matrix matrix)
    {
        var page = new StringBuilder();
        page.Append(
            """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Calling: conformance</title>
            <style>
            :root { color-scheme: light dark; }
            body { font: 15px/1.45 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
            table { border-collapse: collapse; width: 100%; margin-bottom: 2rem; }
            th, td { border-bottom: 1px solid #8884; padding: .35rem .6rem; text-align: left; vertical-align: top; }
            td.verdict { white-space: nowrap; cursor: help; font-weight: 600; }
            .pass { color: #1a7f37; } .fail { color: #cf222e; } .deviation { color: #bc4c00; }
            .unsupported, .unavailable, .untested { color: #6e7781; }
            </style>
            </head>
            <body>
            <h1>Conformance</h1>

            """);
        foreach (var provider in matrix.Providers)
        {
            page.Append($"<p><strong>{Text(provider.Provider)}</strong>: {Text(matrix.Summary(provider))}</p>\n");
        }

        foreach (var area in matrix.Areas)
        {
            page.Append($"<h2>{Text(area.Key.Length > 0 ? area.Key : "Rules")}</h2>\n<table>\n<tr><th>Rule</th><th>Level</th><th>Text</th>");
            page.Append(string.Concat(matrix.Providers.Select(p => $"<th>{Text(p.Provider)}</th>"))).Append("</tr>\n");
            foreach (var rule in area)
            {
                page.Append($"<tr><td>{Text(rule.Id)}</td><td>{Text(rule.Level)}</td><td>{Text(rule.Text)}</td>");
                page.Append(string.Concat(matrix.Providers.Select(p => Cell(p, rule)))).Append("</tr>\n");
            }

            page.Append("</table>\n");
        }

        return page.Append("</body>\n</html>\n").ToString();
    }

    private static string Cell(ProviderResults provider, Rule rule)
    {
        var lines = provider.ByRule[rule.Id].Select(o => $"{o.Verdict.ToString().ToLowerInvariant()}: {o.Name}{(o.Reason is null ? "" : $": {o.Reason}")}")
            .DefaultIfEmpty(rule.Reason ?? "No test of the kit carries this rule.");
        string verdict = provider.Of(rule.Id).ToString().ToLowerInvariant();
        return $"<td class=\"verdict {verdict}\" title=\"{Text(string.Join('\n', lines))}\">{Text(Matrix.Word(provider, rule.Id))}</td>";
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
