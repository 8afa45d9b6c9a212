using System.Net;
using System.Text;

namespace Calling.Conformance.Report;

/// <summary>The matrix as one page that needs nothing else; tests and reasons show on hover.</summary>
internal static class HtmlReport
{
    private const string Head =
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Calling: conformance</title>
        <style>
        :root { color-scheme: light dark; }
        body { font: 15px/1.45 system-ui, sans-serif; max-width: 75rem; margin: 2rem auto; padding: 0 1rem; }
        .legend { display: grid; grid-template-columns: max-content 1fr; gap: .2rem .8rem; }
        .legend dd { margin: 0; }
        .filter { display: flex; flex-wrap: wrap; gap: 1rem; margin: 1.5rem 0; }
        .filter input[type=search] { font: inherit; padding: .3rem .5rem; min-width: 18rem; }
        table { border-collapse: collapse; width: 100%; }
        th, td { border-bottom: 1px solid #8884; padding: .35rem .6rem; text-align: left; vertical-align: top; }
        thead th { position: sticky; top: 0; background: Canvas; }
        th.area { padding-top: 1.6rem; font-size: 1.15em; }
        td.id { white-space: nowrap; }
        td.verdict { white-space: nowrap; cursor: help; }
        .verdict { font-weight: 600; }
        .pass { color: light-dark(#1a7f37, #3fb950); }
        .fail { color: light-dark(#cf222e, #ff7b72); }
        .deviation { color: light-dark(#bc4c00, #f0883e); }
        .unsupported, .unavailable, .untested, .notrun { color: light-dark(#59636e, #9198a1); }
        </style>
        </head>
        <body>
        <h1>Conformance</h1>

        """;

    private const string Foot =
        """
        </table>
        <script>
        const words = document.getElementById('words'), open = document.getElementById('open');
        function show() {
          for (const area of document.querySelectorAll('tbody')) {
            const rows = [...area.querySelectorAll('tr.rule')];
            for (const row of rows) {
              row.hidden = !row.textContent.toLowerCase().includes(words.value.toLowerCase())
                || open.checked && !row.querySelector('td.verdict:not(.pass)');
            }
            area.hidden = rows.every(row => row.hidden);
          }
        }
        words.oninput = open.onchange = show;
        </script>
        </body>
        </html>

        """;

    public static string Of(Matrix matrix)
    {
        var page = new StringBuilder(Head);
        page.Append(string.Concat(matrix.Providers.Select(p => $"<p><strong>{Text(p.Provider)}</strong>: {Text(matrix.Summary(p))}</p>\n")));
        page.Append("<dl class=\"legend\">\n");
        foreach (var (verdict, word, means) in Matrix.Legend)
        {
            page.Append($"<dt class=\"verdict {Name(verdict)}\">{Text(word)}</dt><dd>{Text(means.Replace("*", "", StringComparison.Ordinal))}</dd>\n");
        }

        page.Append("</dl>\n<p>Point at a verdict to read the tests and the reasons.</p>\n");
        page.Append("<p class=\"filter\"><input type=\"search\" id=\"words\" placeholder=\"Rule, word or verdict\" aria-label=\"Filter\">");
        page.Append("<label><input type=\"checkbox\" id=\"open\"> only what did not pass everywhere</label></p>\n");
        page.Append("<table>\n<thead><tr><th>Rule</th><th>Level</th><th>Text</th>");
        page.Append(string.Concat(matrix.Providers.Select(p => $"<th>{Text(p.Provider)}</th>"))).Append("</tr></thead>\n");
        foreach (var area in matrix.Areas)
        {
            string name = area.Key.Length > 0 ? area.Key : "Rules";
            page.Append($"<tbody>\n<tr><th class=\"area\" colspan=\"{3 + matrix.Providers.Count}\">{Text(name)}</th></tr>\n");
            foreach (var rule in area)
            {
                page.Append($"<tr class=\"rule\"><td class=\"id\">{Text(rule.Id)}</td><td>{Text(rule.Level)}</td><td>{Text(rule.Text)}</td>");
                page.Append(string.Concat(matrix.Providers.Select(p => Cell(p, rule)))).Append("</tr>\n");
            }

            page.Append("</tbody>\n");
        }

        return page.Append(Foot).ToString();
    }

    private static string Cell(ProviderResults provider, Rule rule)
    {
        var lines = provider.ByRule[rule.Id].Select(o => $"{Name(o.Verdict)}: {o.Name}{(o.Reason is null ? "" : $": {o.Reason}")}")
            .DefaultIfEmpty(provider.IsLeftOut ? "The provider's package was not there." : rule.Reason ?? "No test of the kit carries this rule.");
        return $"<td class=\"verdict {Name(provider.Of(rule.Id))}\" title=\"{Text(string.Join('\n', lines))}\">{Text(Matrix.Word(provider, rule.Id))}</td>";
    }

    private static string Name(Verdict verdict) => verdict.ToString().ToLowerInvariant();

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
