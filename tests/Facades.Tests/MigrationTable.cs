using System.Reflection;
using System.Text.RegularExpressions;
using Calling.Tests;

namespace Calling.Facades.Tests;

/// <summary>
/// The table of a page in docs/migrating: each row has the vendor's name in the first cell, members of the facade in the second and names of
/// tests in the third, each in back-quotes.
/// </summary>
internal sealed partial class MigrationTable
{
    private static readonly HashSet<string> s_tests =
        [.. typeof(MigrationTable).Assembly.GetTypes().SelectMany(type => type.GetMethods()).Where(IsTest).Select(method => method.Name)];

    private MigrationTable(IReadOnlyList<Row> rows) => Rows = rows;

    public IReadOnlyList<Row> Rows { get; }

    /// <summary>Reads the table that follows a heading: all but its own heading and the rule below that.</summary>
    public static MigrationTable Read(string page, string heading) => new([
        .. File.ReadLines(Path.Combine(Checkout.Root, "docs", "migrating", page))
            .SkipWhile(line => line != heading).Skip(1).TakeWhile(line => !line.StartsWith('#'))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1)
            .Select(line => line.Trim('|').Split('|'))
            .Select(cells => new Row(Names(cells[0]), Names(cells[1]), Names(cells[2])))]);

    /// <summary>What does not hold: a wanted name without a row, a row without members or tests, a member or a test that does not exist.</summary>
    /// <param name="wanted">The vendor's names.</param>
    /// <param name="facade">The types whose members the second column names.</param>
    public IEnumerable<string> Offences(IEnumerable<string> wanted, params Type[] facade)
    {
        HashSet<string> members =
            [.. facade.SelectMany(type => type.GetMembers(BindingFlags.Public | BindingFlags.Instance)).Select(member => member.Name)];
        var vendors = Rows.SelectMany(row => row.Vendor).ToHashSet();
        return wanted.Where(name => !vendors.Contains(name)).Select(name => $"{name} has no row")
            .Concat(Rows.Where(row => row.Members.Count == 0 || row.Tests.Count == 0).Select(row => $"{(row.Vendor.Count > 0 ? row.Vendor[0] : "a row")}: a cell is empty"))
            .Concat(Rows.SelectMany(row => row.Members).Where(name => !members.Contains(name)).Select(name => $"no member {name}"))
            .Concat(Rows.SelectMany(row => row.Tests).Where(name => !s_tests.Contains(name)).Select(name => $"no test {name}"));
    }

    private static bool IsTest(MethodInfo method) => method.GetCustomAttributes().Any(attribute => attribute is FactAttribute);

    private static IReadOnlyList<string> Names(string cell) => [.. Quoted().Matches(cell).Select(match => match.Groups[1].Value)];

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    internal sealed record Row(IReadOnlyList<string> Vendor, IReadOnlyList<string> Members, IReadOnlyList<string> Tests);
}
