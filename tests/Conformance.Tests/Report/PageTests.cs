using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Calling.Conformance.Report;
using static Calling.Conformance.Tests.Report.Results;

namespace Calling.Conformance.Tests.Report;

/// <summary>The pages that are written of a matrix.</summary>
public sealed class PageTests : IDisposable
{
    private const string Evil = """</td><script>alert("x")</script> | 'a' & b""";
    private readonly Results _results = new();

    public void Dispose() => _results.Dispose();

    [Fact]
    public void Json_has_every_rule_and_every_test_with_its_reason()
    {
        using var json = JsonDocument.Parse(JsonReport.Of(Failing));
        Assert.Equal(["CALL-001", "CALL-002", "CALL-003"], json.RootElement.EnumerateArray().Select(r => r.GetProperty("id").GetString()));
        var (fails, deviates, untested) = (Cell(0), Cell(1), Cell(2));
        Assert.Equal(("fail", "deviation", "untested"), (Verdict(fails), Verdict(deviates), Verdict(untested)));
        var test = Assert.Single(fails.GetProperty("tests").EnumerateArray());
        Assert.Equal(("It holds (one side)", Evil), (test.GetProperty("name").GetString(), test.GetProperty("reason").GetString()));
        Assert.Equal(0, untested.GetProperty("tests").GetArrayLength());

        JsonElement Cell(int rule) => json.RootElement[rule].GetProperty("providers").GetProperty("Acme");
        static string? Verdict(JsonElement cell) => cell.GetProperty("verdict").GetString();
    }

    [Fact]
    public void Json_of_a_test_that_passed_has_no_reason() => Assert.DoesNotContain("reason", JsonReport.Of(_results.Of(Test("CALL-001", "Pass"))), StringComparison.Ordinal);

    [Fact]
    public void Markdown_has_cells_and_reasons_and_lets_no_text_out_of_them()
    {
        string page = MarkdownReport.Of(Failing);
        Assert.Contains("| CALL-001 | MUST | fail |\n| CALL-002 | MUST | deviation |\n", page, StringComparison.Ordinal);
        Assert.Contains("## 2 Group\n\n| rule | level | Acme |\n|---|---|---|\n| CALL-003 | SHOULD | – |\n", page, StringComparison.Ordinal);
        Assert.Contains(
            """- CALL-001 on Acme: It holds (one side): &lt;/td>&lt;script>alert("x")&lt;/script> \| 'a' & b""" + "\n", page, StringComparison.Ordinal);
        Assert.Contains("- CALL-002 on Acme: It holds: DEVIATION CALL-002: the vendor cannot\n", page, StringComparison.Ordinal);
        Assert.All(Matrix.Legend, l => Assert.Contains($"| {l.Word} | {l.Means} |\n", page, StringComparison.Ordinal));
    }

    [Fact]
    public void Markdown_where_all_is_well_gives_no_reasons() =>
        Assert.DoesNotContain("## Reasons", MarkdownReport.Of(_results.Of(Test("CALL-001", "Pass"))), StringComparison.Ordinal);

    [Fact]
    public void A_provider_that_was_left_out_says_so_everywhere_and_nothing_else()
    {
        var matrix = Failing with { Providers = [ProviderResults.NotRun("Vendor")] };
        string page = MarkdownReport.Of(matrix);
        Assert.Contains("**Vendor**: not run  \n", page, StringComparison.Ordinal);
        Assert.Equal(matrix.Rules.Count, Regex.Count(page, @"\| CALL-\d+ \| \w+ \| not run \|"));
        Assert.DoesNotContain("## Reasons", page, StringComparison.Ordinal);
        Assert.All(Html(matrix).Descendants("td").Where(td => td.Attribute("title") is not null), td => Assert.Equal("not run", td.Value));
    }

    [Fact]
    public void Html_has_a_cell_for_each_rule_with_its_reason_on_hover()
    {
        var cells = Html(Failing).Descendants("td").Where(td => ((string?)td.Attribute("class"))?.StartsWith("verdict", StringComparison.Ordinal) == true)
            .Select(td => ((string)td.Attribute("class")!, td.Value, (string)td.Attribute("title")!));
        Assert.Equal(
            [
                ("verdict fail", "fail", $"fail: It holds (one side): {Evil}"),
                ("verdict deviation", "deviation", "deviation: It holds: DEVIATION CALL-002: the vendor cannot"),
                ("verdict untested", "–", "No groups yet."),
            ],
            cells);
    }

    [Fact]
    public void Html_lets_no_text_out_of_its_cell()
    {
        string page = HtmlReport.Of(Failing);
        Assert.Single(Regex.Matches(page, "<script"));
        Assert.Contains(Html(Failing).Descendants("td"), td => td.Value == "One & only <b>." && !td.HasElements);
        var named = new Matrix(Failing.Rules, [Failing.Providers[0] with { Provider = Evil }]);
        Assert.Single(Regex.Matches(HtmlReport.Of(named), "<script"));
    }

    [Fact]
    public void Html_needs_nothing_else_and_explains_itself()
    {
        string page = HtmlReport.Of(Failing);
        Assert.DoesNotMatch("(?i)https?:|\\bsrc=|<link|@import|url\\(", page);
        Assert.Contains("color-scheme: light dark", page, StringComparison.Ordinal);
        var html = Html(Failing);
        Assert.Equal(Enum.GetValues<Verdict>().Length, html.Descendants("dt").Count());
        Assert.All(html.Descendants("dt"), dt => Assert.Contains($".{((string)dt.Attribute("class")!).Split(' ')[1]}", page, StringComparison.Ordinal));
        Assert.Equal(["words", "open"], html.Descendants("input").Select(i => (string)i.Attribute("id")!));
    }

    [Fact]
    public void The_table_of_a_terminal_has_a_line_for_each_rule_and_the_reasons_below()
    {
        string text = ConsoleReport.Of(Failing).ReplaceLineEndings("\n");
        Assert.Contains("CALL-002  deviation       Two.\n          It holds: DEVIATION CALL-002: the vendor cannot\n", text, StringComparison.Ordinal);
        Assert.EndsWith("Acme: 1 fail, 1 deviation, 1 untested\n", text, StringComparison.Ordinal);
    }

    private Matrix Failing => _results.Of(
        Test("CALL-001", "Fail", Evil, "one side"), Test("CALL-002", "Skip", "DEVIATION CALL-002: the vendor cannot"));

    /// <summary>The body as a tree: a tag that does not close is found, too.</summary>
    private static XElement Html(Matrix matrix)
    {
        string page = HtmlReport.Of(matrix);
        page = page[page.IndexOf("<body>", StringComparison.Ordinal)..(page.IndexOf("</body>", StringComparison.Ordinal) + "</body>".Length)];
        page = Regex.Replace(page, "<script>.*</script>", "", RegexOptions.Singleline);
        return XElement.Parse(Regex.Replace(page, "(<input[^>]*)>", "$1/>"));
    }
}
