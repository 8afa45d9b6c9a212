namespace Calling.Conformance.Scripts;

/// <summary>One way in which steps that race may meet: in which order their commands reach the arbiter, and what each device knew by then.</summary>
/// <param name="Order">The steps of the race, by number.</param>
/// <param name="Crossing">How much of it the devices knew.</param>
internal sealed record Delivery(IReadOnlyList<int> Order, Crossing Crossing)
{
    public static Delivery Alone { get; } = new([0], Crossing.None);

    /// <summary>The device that is the last to say whether it rings, of several that are called at once; null for no matter which.</summary>
    public string? Last { get; init; }

    /// <summary>Media connects only when everything else is over.</summary>
    public bool IsMediaSlow { get; init; }

    /// <summary>All of it but how fast media is.</summary>
    public string Meeting => $"{string.Join(',', Order)} {Crossing} {Last}";

    /// <summary>Media is fast, and it does not matter who answers last.</summary>
    public bool IsPlain => !IsMediaSlow && Last is null;

    /// <summary>The same meeting of steps with fast media, and no matter who answers last.</summary>
    public Delivery Plain => this with { IsMediaSlow = false, Last = null };

    /// <summary>All ways in which steps may meet, and in which the devices that are called by them may answer.</summary>
    /// <param name="group">The steps.</param>
    /// <param name="devices">Who is there.</param>
    /// <param name="inGroups">Whether there are group calls, in which one leaves while others connect.</param>
    public static IReadOnlyList<Delivery> Of(IReadOnlyList<Step> group, IEnumerable<DeviceSettings> devices, bool inGroups)
    {
        var meetings = Of(group.Count);
        var users = group.Where(step => step.Act is Act.Place or Act.RingOut or Act.GroupPlace or Act.Invite).SelectMany(step => step.Callees).ToHashSet();
        var called = devices.Where(device => users.Contains(device.User)).ToList();
        return
        [
            .. meetings,
            .. meetings.Where(_ => inGroups && meetings.Count > 1).Select(meeting => meeting with { IsMediaSlow = true }),
            .. from device in called where called.Count > 1 from meeting in meetings select meeting with { Last = device.Name },
        ];
    }

    /// <summary>All of them.</summary>
    /// <param name="racing">How many steps race.</param>
    public static IReadOnlyList<Delivery> Of(int racing) =>
        racing == 1
            ? [Alone]
            : [.. from order in Orders([.. Enumerable.Range(0, racing)]) from crossing in Enum.GetValues<Crossing>() select new Delivery(order, crossing)];

    private static IEnumerable<IReadOnlyList<int>> Orders(IReadOnlyList<int> of) =>
        of.Count <= 1
            ? [of]
            : of.SelectMany(first => Orders([.. of.Where(other => other != first)]).Select(rest => (IReadOnlyList<int>)[first, .. rest]));
}
