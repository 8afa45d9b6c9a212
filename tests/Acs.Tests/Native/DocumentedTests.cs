using Calling.Providers.Acs;
using Calling.Tests;

namespace Calling.Acs.Tests.Native;

/// <summary>What the documentation says that native mode cannot do.</summary>
public class DocumentedTests
{
    [Fact]
    public void Every_capability_that_is_not_declared_stands_in_the_table_with_its_reason_and_no_other()
    {
        string[] lines = File.ReadAllLines(Path.Combine(Checkout.Root, "docs/providers/acs.md"));
        var table = lines.SkipWhile(line => line != "## Native mode").SkipWhile(line => !line.StartsWith("|---", StringComparison.Ordinal)).Skip(1)
            .TakeWhile(line => line.StartsWith('|'));
        var documented = table.SelectMany(row => row.Split('|')[1].Split('`').Where((_, i) => i % 2 == 1)).Order(StringComparer.Ordinal);
        var declared = AcsDescriptors.Native(new AcsOptions { Frames = true }).Capabilities;
        var missing = Enum.GetValues<CallCapabilities>().Where(one => one != CallCapabilities.None && !declared.HasFlag(one)).Select(one => one.ToString());
        Assert.Equal(missing.Order(StringComparer.Ordinal), documented);
    }
}
