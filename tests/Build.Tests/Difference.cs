namespace Calling.Build.Tests;

/// <summary>What changed between two texts, in order, with the block that each change stands in.</summary>
internal static class Difference
{
    public static IReadOnlyList<string> Of(string[] before, string[] after)
    {
        var common = CommonLengths(before, after);
        var result = new List<string>();
        string? block = null, said = null;

        void Say(char sign, string line)
        {
            if (line.StartsWith(' ') && block is not null && said != block)
                result.Add("  " + block);
            said = block;
            result.Add($"{sign} {line}");
        }

        int i = 0, j = 0;
        while (i < before.Length || j < after.Length)
        {
            var line = i < before.Length ? before[i] : null;
            if (line is not null && j < after.Length && line == after[j])
            {
                block = line.StartsWith(' ') ? block : line;
                (i, j) = (i + 1, j + 1);
            }
            else if (j >= after.Length || line is not null && common[i + 1, j] >= common[i, j + 1])
            {
                Say('-', before[i++]);
            }
            else
            {
                Say('+', after[j++]);
            }
        }

        return result;
    }

    /// <summary>The longest common subsequence of what is left from each pair of lines on.</summary>
    private static int[,] CommonLengths(string[] before, string[] after)
    {
        var common = new int[before.Length + 1, after.Length + 1];
        for (var i = before.Length - 1; i >= 0; i--)
        {
            for (var j = after.Length - 1; j >= 0; j--)
                common[i, j] = before[i] == after[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        }

        return common;
    }
}
