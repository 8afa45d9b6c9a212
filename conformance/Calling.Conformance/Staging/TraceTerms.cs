using System.Text.RegularExpressions;

namespace Calling.Conformance;

/// <summary>
/// What a provider promises of what members of a group call are told. Where it does not declare who did what, words that say so are left out of what is
/// expected and of what is read alike; whoever declares all of it reads every word.
/// </summary>
/// <param name="declared">The provider's capabilities.</param>
internal sealed partial class TraceTerms(CallCapabilities declared)
{
    /// <summary>Every word counts.</summary>
    public static readonly TraceTerms All = new((CallCapabilities)ulong.MaxValue);

    /// <summary>A trace without what is not promised.</summary>
    /// <param name="trace">The trace.</param>
    public string Of(string trace)
    {
        var words = trace.Split(' ').Where(word => Has(CallCapabilities.InviteeOutcomes) || !Outcome().IsMatch(word));
        return string.Join(' ', words.Select(word => Has(CallCapabilities.InviteDetails) ? word : Inviter().Replace(word, "?")));
    }

    /// <summary>Whether what is read is what is expected; without RingLifetime who rang in vain may read either of two ends (rule CALL-046).</summary>
    /// <param name="expected">In these terms.</param>
    /// <param name="read">In these terms.</param>
    public bool Match(string expected, string read) => read == expected
        || (!Has(CallCapabilities.RingLifetime) && expected == "Ended(NoAnswer)" && RemoteCancel().IsMatch(read));

    /// <summary>Those whose last invitation a trace says came to nothing, though nothing is promised to be told of it.</summary>
    /// <param name="trace">The whole trace.</param>
    public IReadOnlyCollection<string> Unspoken(string trace)
    {
        HashSet<string> decided = [];
        foreach (string word in Has(CallCapabilities.InviteeOutcomes) ? [] : trace.Split(' '))
        {
            if (Outcome().Match(word) is { Success: true } outcome && outcome.Groups[2].Value != nameof(CallResponse.Accepted))
            {
                decided.Add(outcome.Groups[1].Value);
            }
            else
            {
                decided.RemoveWhere(user => word.StartsWith($"{user}?", StringComparison.Ordinal));
            }
        }

        return decided;
    }

    private bool Has(CallCapabilities capability) => declared.HasFlag(capability);

    [GeneratedRegex(@"^(\w+):(Accepted|Rejected|Busy|NoAnswer|Unreachable|Cancelled)\b")]
    private static partial Regex Outcome();

    [GeneratedRegex(@"\?\(\w+\)$")]
    private static partial Regex Inviter();

    [GeneratedRegex(@"^Ended\(RemoteCancel by \w+\)$")]
    private static partial Regex RemoteCancel();
}
