namespace Calling.Conformance;

/// <summary>
/// The order of words in a trace as far as no rule fixes it: members connect, are missed and come back, and invitations that began together run
/// out, in whichever order media and timers have it. Such words stand by name; everything else stands as it came.
/// </summary>
internal static class TraceOrder
{
    private const string Connected = "Connected";

    /// <summary>The trace.</summary>
    /// <param name="words">As they came.</param>
    public static string Of(IReadOnlyList<string> words)
    {
        List<string> ordered = [];
        for (int at = 0; at < words.Count;)
        {
            int end = at + 1;
            string kind = KindOf(words[at]);

            // Whoever joins first makes the session Connected; the others join after that.
            bool connects = kind == "+" && end < words.Count && words[end] == Connected;
            end += connects ? 1 : 0;
            while (kind.Length > 0 && end < words.Count && KindOf(words[end]) == kind)
            {
                end++;
            }

            var run = words.Skip(at).Take(end - at).Where(word => word != Connected || !connects).Order(StringComparer.Ordinal).ToList();
            if (connects)
            {
                run.Insert(1, Connected);
            }

            ordered.AddRange(run);
            at = end;
        }

        return string.Join(' ', ordered);
    }

    private static string KindOf(string word) =>
        word[0] == '+' ? "+"
        : word.IndexOf('~', StringComparison.Ordinal) is > 0 and var state ? word[state..]
        : word.EndsWith($":{CallResponse.NoAnswer}", StringComparison.Ordinal) ? nameof(CallResponse.NoAnswer)
        : "";
}
