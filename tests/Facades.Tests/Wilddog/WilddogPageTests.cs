using System.Reflection;
using System.Text.RegularExpressions;
using Calling.Wilddog;

namespace Calling.Facades.Tests;

/// <summary>docs/migrating/wilddog.md names every member that does something, and tests that exist.</summary>
public sealed partial class WilddogPageTests
{
    // They only hold values.
    private static readonly Type[] s_values = [typeof(WilddogError), typeof(WilddogErrorCode), typeof(WilddogStatsReport)];

    private static readonly Lazy<string[]> s_rows = new(() => [.. File.ReadLines(Page()).SkipWhile(l => l != "## Member by member").Skip(1)
        .TakeWhile(l => !l.StartsWith("## ", StringComparison.Ordinal)).Where(l => l.StartsWith("| ", StringComparison.Ordinal)).Skip(1)]);

    [Fact]
    public void Every_member_is_named_once_it_is_there()
    {
        var members = typeof(WilddogVideoCall).Assembly.GetExportedTypes()
            .Where(t => t.Namespace == typeof(WilddogVideoCall).Namespace && !t.Name.EndsWith("Options", StringComparison.Ordinal) && !s_values.Contains(t))
            .SelectMany(t => t.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
                .Where(m => m is not ConstructorInfo and not MethodBase { IsSpecialName: true } && m.Name != "value__")
                .Select(m => $"{t.Name}.{m.Name}"))
            .Distinct().Order(StringComparer.Ordinal);
        var named = s_rows.Value.SelectMany(r => Names(r, 2)).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(members, named);
    }

    [Fact]
    public void Every_test_is_one_and_every_step_of_the_seed_stands_there()
    {
        var tests = new[] { typeof(Seed004Tests), typeof(WilddogTests), typeof(WilddogCrossingTests) }
            .SelectMany(t => t.GetMethods().Where(m => m.IsDefined(typeof(FactAttribute)))).Select(m => m.Name).ToHashSet();
        var named = s_rows.Value.SelectMany(r => Names(r, 3)).ToHashSet();
        Assert.Empty(named.Except(tests));
        Assert.Empty(tests.Where(t => t.StartsWith("Seed004_", StringComparison.Ordinal)).Except(named));
    }

    [Fact]
    public async Task The_sample_runs() => Assert.Equal(0, await Samples.WilddogApp.Program.Main());

    private static IEnumerable<string> Names(string row, int column) => Quoted().Matches(row.Split(" | ")[column - 1]).Select(m => m.Groups[1].Value);

    private static string Page()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Calling.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return Path.Combine(folder!, "docs", "migrating", "wilddog.md");
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
