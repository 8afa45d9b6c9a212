using Calling.Providers;

namespace Calling.Failover;

/// <summary>What several providers declare together: nothing that one of them does not (rule CALL-142).</summary>
internal static class FailoverDescriptor
{
    /// <summary>Puts descriptors together.</summary>
    /// <param name="all">The descriptors, in order.</param>
    /// <exception cref="ArgumentException">There is none, or two have the same name.</exception>
    public static ProviderDescriptor Of(IReadOnlyList<ProviderDescriptor> all)
    {
        if (all.Count == 0)
        {
            throw new ArgumentException("There is no provider to put together.", nameof(all));
        }

        if (all.GroupBy(one => one.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(names => names.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"The provider {twice.Key} is named twice.", nameof(all));
        }

        return new ProviderDescriptor(
            string.Join('+', all.Select(one => one.Name)),
            Capabilities(all),
            Limits([.. all.Select(one => one.Limits)]),
            all.Aggregate(LineDuties.All, (duties, one) => duties & one.Duties))
        {
            Bounds = new ProviderBounds
            {
                HangUp = all.Max(one => one.Bounds.HangUp),
                CaptureStop = all.Max(one => one.Bounds.CaptureStop),
            },
        };
    }

    // That only one device may be signed in is a restriction: it holds as soon as one has it. Each vendor has records of its own calls,
    // and no order over all of them.
    private static CallCapabilities Capabilities(IReadOnlyList<ProviderDescriptor> all)
        => all.Select(one => one.Capabilities).Aggregate((both, one) => both & one)
            & ~CallCapabilities.Records
            | (all.Select(one => one.Capabilities).Aggregate((any, one) => any | one) & CallCapabilities.SingleDevice);

    // From the first one's, so that a limit that is forgotten here is at least one provider's.
    private static CallLimits Limits(IReadOnlyList<CallLimits> all) => all[0] with
    {
        MaxUserIdBytes = all.Min(one => one.MaxUserIdBytes),
        UserIdPattern = Pattern([.. all.Select(one => one.UserIdPattern).Distinct(StringComparer.Ordinal)]),
        MaxAttachmentBytes = all.Min(one => one.MaxAttachmentBytes),
        MaxReasonBytes = all.Min(one => one.MaxReasonBytes),
        MaxDataBytes = all.Min(one => one.MaxDataBytes),
        MaxGroupIdBytes = all.Min(one => one.MaxGroupIdBytes),
        MaxPushBytes = all.Min(one => one.MaxPushBytes),
        MaxInvitations = all.Min(one => one.MaxInvitations),
        MaxParticipants = all.Min(one => one.MaxParticipants),
        MinRingTimeout = all.Max(one => one.MinRingTimeout),
        MaxRingTimeout = all.Min(one => one.MaxRingTimeout),
    };

    // Each is looked for from the start, wherever it may match, as if it stood alone.
    private static string Pattern(IReadOnlyList<string> patterns) => patterns.Count == 1
        ? patterns[0]
        : @"\A" + string.Concat(patterns.Select(pattern => $@"(?=[\s\S]*?(?:{pattern}))"));
}
