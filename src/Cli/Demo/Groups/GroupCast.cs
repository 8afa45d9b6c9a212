namespace Calling.Cli.Demo.Groups;

/// <summary>Who is who in a group call: so many in the call, and two more who do not come.</summary>
internal sealed record GroupCast
{
    /// <summary>A caller, one who leaves and one who comes late.</summary>
    public const int MinTalkers = 3;

    /// <summary>With the two who do not come it is as many as a call may have.</summary>
    public const int MaxTalkers = 7;

    private static readonly string[] s_names = ["alice", "bob", "carol", "dave", "erin", "frank", "grace", "heidi", "ivan"];

    /// <param name="talkers">How many are in the call at some time.</param>
    public GroupCast(int talkers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(talkers, MinTalkers);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(talkers, MaxTalkers);
        Talkers = s_names[..talkers];
        (Rejecter, Absent) = (s_names[talkers], s_names[talkers + 1]);
    }

    /// <summary>Who is in the call at some time, the caller first.</summary>
    public IReadOnlyList<string> Talkers { get; }

    public string Caller => Talkers[0];

    public string Leaver => Talkers[1];

    public string Latecomer => Talkers[^1];

    public string Rejecter { get; }

    public string Absent { get; }

    public IEnumerable<string> Everybody => [.. Talkers, Rejecter, Absent];

    public GroupPart PartOf(string who) => new(
        who == Caller ? GroupRole.Caller
            : who == Leaver ? GroupRole.Leaver
            : who == Latecomer ? GroupRole.Latecomer
            : who == Rejecter ? GroupRole.Rejecter
            : who == Absent ? GroupRole.Absent
            : GroupRole.Talker,
        [.. Talkers.Where(other => other != who)],
        [.. Talkers.Skip(1).SkipLast(1), Rejecter, Absent],
        Latecomer,
        Array.IndexOf(s_names, who));

    /// <summary>How a role's session has to end.</summary>
    public static CallEndReason EndOf(GroupRole role) => role switch
    {
        GroupRole.Caller or GroupRole.Leaver => CallEndReason.LocalHangUp,
        GroupRole.Rejecter => CallEndReason.LocalReject,
        GroupRole.Absent => CallEndReason.NoAnswer,
        _ => CallEndReason.RemoteHangUp,
    };
}
