using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(Calling.Conformance.AcsPaired.LongestFirst))]

namespace Calling.Conformance.AcsPaired;

/// <summary>Begins with the suites that have the longest waits in them, so that none of them is left over when all others are done.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] s_long = [nameof(Switching), nameof(GroupMedia), nameof(Media), nameof(Loss), nameof(Inviting), nameof(Timeout)];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection => [.. testCollections.OrderBy(Rank)];

    private static int Rank<TTestCollection>(TTestCollection collection)
        where TTestCollection : ITestCollection
    {
        int rank = Array.FindIndex(s_long, name => collection.TestCollectionDisplayName.Contains($".{name} ", StringComparison.Ordinal));
        return rank < 0 ? s_long.Length : rank;
    }
}
