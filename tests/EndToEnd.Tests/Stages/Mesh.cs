using Calling.Providers.WebRtc.GStreamer;
using Calling.Tests;

namespace Calling.EndToEnd;

/// <summary>Users of one group call on a stage, each with a width and a pitch of its own, and what each perceives of each other.</summary>
public sealed class Mesh(WebRtcStage stage)
{
    private readonly Dictionary<string, Sources> _sources = [];
    private readonly Dictionary<(ICallSession Call, string Of), Senses> _senses = [];

    /// <summary>Signs a user in, whose packets a test may cut.</summary>
    internal async Task<(Person Person, CuttableEngine Engine)> EnterCuttableAsync(string user)
    {
        var engine = new CuttableEngine(new GStreamerPeerConnectionFactory());
        return (await stage.EnterAsync(user, engine: engine, sends: New(user)), engine);
    }

    /// <summary>Signs a user in; a second time on another device, with other media.</summary>
    public Task<Person> EnterAsync(string user) => stage.EnterAsync(user, sends: New(user));

    /// <summary>Signs users in.</summary>
    public async Task<Person[]> EnterAsync(params string[] users)
    {
        var people = new Person[users.Length];
        for (int i = 0; i < users.Length; i++)
        {
            people[i] = await EnterAsync(users[i]);
        }

        return people;
    }

    /// <summary>Perceives one user from one session, from now on.</summary>
    public void Attach(ICallSession call, params IEnumerable<string> users)
    {
        foreach (string user in users)
        {
            _senses.TryAdd((call, user), new(call, user));
        }
    }

    /// <summary>Waits for the next ring, attaches to these users, and accepts.</summary>
    public async Task<ICallSession> AcceptAsync(Person person, int nth, params IEnumerable<string> users)
    {
        var call = await person.RingsAsync(nth);
        Attach(call, users);
        await person.AcceptAsync(call);
        return call;
    }

    /// <summary>Waits until this session is connected to exactly these users.</summary>
    public Task IsWithAsync(ICallSession call, params string[] users) => stage.UntilAsync(
        () => call.Snapshot.State == CallState.Connected
            && call.Snapshot.Participants.Where(p => p.State != ParticipantState.Gone).ToDictionary(p => p.UserId, p => p.State) is var present
            && present.Count == users.Length && users.All(u => present.GetValueOrDefault(u, ParticipantState.Gone) == ParticipantState.Joined),
        $"connected to {string.Join(' ', users)}; {call.Snapshot.State}, {string.Join(' ', call.Snapshot.Participants)}");

    /// <summary>Waits until fresh pictures and sound of these users come, and are theirs.</summary>
    public Task PerceivesAsync(ICallSession call, params string[] users) => Task.WhenAll(users.Select(user =>
    {
        var senses = _senses[(call, user)];
        (long pictures, long samples) = (senses.Pictures, senses.Samples);
        return stage.UntilAsync(
            () => senses.Pictures >= pictures + 3 && senses.Samples >= samples + 24_000 && senses.Perceive(_sources[user]),
            () => $"media of {user}: {senses}, {_sources[user]}");
    }));

    /// <summary>Waits until every one of these perceives every other.</summary>
    public Task PerceiveEachOtherAsync(IReadOnlyDictionary<string, ICallSession> calls) => Task.WhenAll(calls.Select(async c =>
    {
        string[] others = [.. calls.Keys.Where(k => k != c.Key)];
        await IsWithAsync(c.Value, others);
        await PerceivesAsync(c.Value, others);
    }));

    private Sources New(string user) => _sources[user] = Sources.Nth(_count++);

    private int _count;
}
