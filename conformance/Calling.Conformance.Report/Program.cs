using Calling.Conformance.Report;

// Reads the results of one or more providers and writes what is asked for.
const string Usage = "usage: [--rules rules.json] [--json file] [--markdown file] [--html file] [--table] [--not-run Provider] Provider=results.xml …";
string? rules = null;
bool table = false;
List<(string File, Func<Matrix, string> Write)> pages = [];
List<ProviderResults> providers = [];
try
{
    var rest = new Queue<string>(args);
    while (rest.TryDequeue(out string? arg))
    {
        switch (arg)
        {
            case "--rules": rules = rest.Dequeue(); break;
            case "--json": pages.Add((rest.Dequeue(), JsonReport.Of)); break;
            case "--markdown": pages.Add((rest.Dequeue(), MarkdownReport.Of)); break;
            case "--html": pages.Add((rest.Dequeue(), HtmlReport.Of)); break;
            case "--table": table = true; break;
            case "--not-run": providers.Add(ProviderResults.NotRun(rest.Dequeue())); break;
            default:
                string[] named = arg.Split('=', 2);
                providers.Add(ProviderResults.Read(named[0], named[1]));
                break;
        }
    }

    var matrix = new Matrix(Rule.Read(rules, providers.SelectMany(p => p.ByRule.Select(g => g.Key))), providers);
    foreach (var (file, write) in pages)
    {
        File.WriteAllText(file, write(matrix));
    }

    Console.Write(table ? ConsoleReport.Of(matrix) : "");
    return 0;
}
catch (Exception wrong) when (wrong is IOException or InvalidDataException or InvalidOperationException or IndexOutOfRangeException or System.Xml.XmlException or System.Text.Json.JsonException)
{
    Console.Error.WriteLine($"{wrong.Message}\n{Usage}");
    return 2;
}
