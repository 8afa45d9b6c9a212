using System.Reflection;
using Calling.Wilddog;

namespace Calling.Facades.Tests;

/// <summary>docs/migrating/wilddog.md names every member that does something, and tests that exist.</summary>
public sealed class WilddogPageTests
{
    // They only hold values.
    private static readonly Type[] s_values = [typeof(WilddogError), typeof(WilddogErrorCode), typeof(WilddogStatsReport)];

    private static IReadOnlyList<MigrationTable.Row> Rows => MigrationTable.Read("wilddog.md", "## Member by member").Rows;

    [Fact]
    public void Every_member_is_named_once_it_is_there()
    {
        var members = typeof(WilddogVideoCall).Assembly.GetExportedTypes()
            .Where(t => t.Namespace == typeof(WilddogVideoCall).Namespace && !t.Name.EndsWith("Options", StringComparison.Ordinal) && !s_values.Contains(t))
            .SelectMany(t => t.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
                .Where(m => m is not ConstructorInfo and not MethodBase { IsSpecialName: true } && m.Name != "value__")
                .Select(m => $"{t.Name}.{m.Name}"))
            .Distinct().Order(StringComparer.Ordinal);
        var named = Rows.SelectMany(r => r.Members).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(members, named);
    }

    [Fact]
    public void Every_test_is_one_and_every_step_of_the_seed_stands_there()
    {
        var tests = new[] { typeof(Seed004Tests), typeof(WilddogTests), typeof(WilddogCrossingTests) }
            .SelectMany(t => t.GetMethods().Where(m => m.IsDefined(typeof(FactAttribute)))).Select(m => m.Name).ToHashSet();
        var named = Rows.SelectMany(r => r.Tests).ToHashSet();
        Assert.Empty(named.Except(tests));
        Assert.Empty(tests.Where(t => t.StartsWith("Seed004_", StringComparison.Ordinal)).Except(named));
    }

    [Fact]
    public async Task The_sample_runs() => Assert.Equal(0, await Samples.WilddogApp.Program.Main());
}
