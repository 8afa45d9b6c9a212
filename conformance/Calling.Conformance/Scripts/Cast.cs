using Calling.Providers;

namespace Calling.Conformance.Scripts;

/// <summary>The devices of one run of a script, on one provider.</summary>
internal sealed class Cast
{
    private readonly Dictionary<string, string> _ids = [];
    private readonly Dictionary<string, string> _names = [];
    private readonly Func<CallParty, CallCredential> _credential;

    public Cast(
        IEnumerable<DeviceSettings> devices,
        Func<CallParty, ICallProvider> provider,
        Func<CallParty, CallCredential> credential,
        Func<string, string> userId)
    {
        _credential = credential;
        foreach (string user in Circle.Names)
        {
            (_ids[user], _names[userId(user)]) = (userId(user), user);
        }

        Actors = [.. devices.Select(d => Enter(d, new CallParty(_ids[d.User], d.Device), provider))];
    }

    /// <summary>Whom calls of two are between, besides whoever else is there.</summary>
    public static IReadOnlyList<string> Users { get; } = ["alice", "bob", "carol"];

    public LineFaults Faults { get; } = new();

    public IReadOnlyList<Actor> Actors { get; }

    public Actor this[string device] => Actors.First(a => a.Settings.Name == device);

    public string IdOf(string user) => _ids[user];

    public string NameOf(string userId) => _names.GetValueOrDefault(userId, userId);

    public CallCredential Credential(CallParty device) => _credential(device);

    /// <summary>Reads on.</summary>
    public void Look()
    {
        foreach (var actor in Actors)
        {
            actor.Look();
        }
    }

    /// <summary>Reads on, and says what was seen so far.</summary>
    public Observation Observe()
    {
        Look();
        return new([.. Actors.SelectMany(a => a.Lines())]);
    }

    private Actor Enter(DeviceSettings settings, CallParty party, Func<CallParty, ICallProvider> provider) =>
        new(this, settings, party, provider(party));
}
