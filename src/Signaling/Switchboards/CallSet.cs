using System.Collections.Immutable;
using Calling.Providers;

namespace Calling.Signaling.Switchboards;

/// <summary>Everything that the arbiter knows; immutable.</summary>
public sealed record CallSet
{
    /// <summary>Nothing yet.</summary>
    public static CallSet Empty { get; } = new();

    /// <summary>The live calls and those that ended within <see cref="Switchboard.Memory"/>, by id.</summary>
    public ImmutableDictionary<string, CallEntry> Calls { get; init; } = ImmutableDictionary<string, CallEntry>.Empty;

    /// <summary>The signed-in devices of each user.</summary>
    public ImmutableDictionary<string, ImmutableSortedSet<string>> Devices { get; init; } =
        ImmutableDictionary<string, ImmutableSortedSet<string>>.Empty;

    /// <summary>Signed-in devices whose connection is lost.</summary>
    public ImmutableHashSet<CallParty> Interrupted { get; init; } = [];

    /// <summary>The calls that each user has or had a part in: an index over <see cref="Calls"/>.</summary>
    public ImmutableDictionary<string, ImmutableSortedSet<string>> CallsByUser { get; init; } =
        ImmutableDictionary<string, ImmutableSortedSet<string>>.Empty;

    /// <summary>The signed-in devices of one user.</summary>
    /// <param name="userId">The user.</param>
    public ImmutableSortedSet<string> DevicesOf(string userId) => Devices.GetValueOrDefault(userId, []);

    /// <summary>Whether a device of a user is there to be told something.</summary>
    /// <param name="userId">The user.</param>
    public bool IsConnected(string userId) => DevicesOf(userId).Any(device => !Interrupted.Contains(new(userId, device)));

    /// <summary>The calls of one user, the oldest first: of several that wait for a device that signs in, it rings for whoever called first.</summary>
    /// <param name="userId">The user.</param>
    public IEnumerable<CallEntry> CallsOf(string userId) =>
        CallsByUser.GetValueOrDefault(userId, []).Select(id => Calls[id]).OrderBy(call => call.PlacedAt);

    internal CallSet With(CallEntry call)
    {
        var byUser = CallsByUser;
        foreach (var user in call.Users)
        {
            byUser = byUser.SetItem(user, byUser.GetValueOrDefault(user, []).Add(call.CallId));
        }

        return this with { Calls = Calls.SetItem(call.CallId, call), CallsByUser = byUser };
    }

    internal CallSet Without(CallEntry call)
    {
        var byUser = CallsByUser;
        foreach (var user in call.Users)
        {
            var left = byUser.GetValueOrDefault(user, []).Remove(call.CallId);
            byUser = left.IsEmpty ? byUser.Remove(user) : byUser.SetItem(user, left);
        }

        return this with { Calls = Calls.Remove(call.CallId), CallsByUser = byUser };
    }
}
