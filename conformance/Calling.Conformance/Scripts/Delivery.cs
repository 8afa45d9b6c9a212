namespace Calling.Conformance.Scripts;

/// <summary>One way in which steps that race may meet: in which order their commands reach the arbiter, and what each device knew by then.</summary>
/// <param name="Order">The steps of the race, by number.</param>
/// <param name="Crossing">How much of it the devices knew.</param>
internal sealed record Delivery(IReadOnlyList<int> Order, Crossing Crossing)
{
    public static Delivery Alone { get; } = new([0], Crossing.None);

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
