using System.Collections.Concurrent;
using System.Globalization;
using Calling.Media;
using Calling.Providers;

namespace Calling.Conformance;

/// <summary>One test's people, their devices, and the time they live in.</summary>
public sealed class Stage
{
    private static int _runs;
    private readonly ConcurrentDictionary<string, string> _ids = new();
    private readonly ConcurrentDictionary<string, string> _names = new();
    private readonly List<Person> _people = [];
    private readonly List<HostilePeer> _hostile = [];
    private readonly string _run;

    internal Stage(ConformanceFixture fixture)
    {
        (Fixture, Clock, Faults) = (fixture, fixture.Clock, new LineFaults());
        int number = Interlocked.Increment(ref _runs);
        _run = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId % 0x10000:x4}{number % 0x10000:x4}");
    }

    /// <summary>The provider's.</summary>
    public ConformanceFixture Fixture { get; }

    /// <summary>Messages of everybody's line can be held back, delayed, doubled and reordered here, with any provider.</summary>
    public LineFaults Faults { get; }

    /// <summary>Everybody who has entered, in that order.</summary>
    public IReadOnlyList<Person> People => _people;

    /// <summary>Faults below the line; only in a test that needs <see cref="Hooks.Network"/>.</summary>
    public INetworkHook Network => Fixture.Network ?? throw new InvalidOperationException("The test needs Hooks.Network and does not say so.");

    /// <summary>Faults of media; only in a test that needs <see cref="Hooks.Media"/>.</summary>
    public IMediaHook Media => Fixture.Media ?? throw new InvalidOperationException("The test needs Hooks.Media and does not say so.");

    /// <summary>The clock.</summary>
    internal ConformanceClock Clock { get; }

    /// <summary>The provider's user id of a person in this test.</summary>
    /// <param name="name">The person, such as <c>alice</c>.</param>
    public string Id(string name)
    {
        string id = _ids.GetOrAdd(name, n => Fixture.UserId(n, _run));
        _names[id] = name;
        return id;
    }

    /// <summary>The person of a user id; the id itself if nobody has it.</summary>
    /// <param name="userId">The id.</param>
    public string NameOf(string userId) => _names.GetValueOrDefault(userId, userId);

    /// <summary>Signs a person in on a new client.</summary>
    /// <param name="name">Who.</param>
    /// <param name="configure">Changes the client's settings.</param>
    /// <param name="device">On which device.</param>
    /// <param name="without">Capabilities that this client's provider is to be without.</param>
    /// <param name="provider">Makes the provider; the fixture's usual one if null.</param>
    public async Task<Person> EnterAsync(
        string name,
        Action<CallingOptions>? configure = null,
        string device = Person.Phone,
        CallCapabilities without = CallCapabilities.None,
        Func<CallParty, ICallProvider>? provider = null)
    {
        var person = Arrive(name, configure, device, without, provider);
        await person.SignInAsync();
        return person;
    }

    /// <summary>A person with a client that is not signed in.</summary>
    /// <param name="name">Who.</param>
    /// <param name="configure">Changes the client's settings.</param>
    /// <param name="device">On which device.</param>
    /// <param name="without">Capabilities that this client's provider is to be without.</param>
    /// <param name="provider">Makes the provider; the fixture's usual one if null.</param>
    public Person Arrive(
        string name,
        Action<CallingOptions>? configure = null,
        string device = Person.Phone,
        CallCapabilities without = CallCapabilities.None,
        Func<CallParty, ICallProvider>? provider = null)
    {
        var party = new CallParty(Id(name), device);
        var options = new CallingOptions();
        configure?.Invoke(options);
        var media = new MediaWatch();
        var faulty = new FaultyProvider((provider ?? Fixture.CreateProvider)(party), Faults, party, media, without);
        var person = new Person(this, name, party, Fixture.CreateClient(faulty, options), media);
        _people.Add(person);
        return person;
    }

    /// <summary>A sender without a machine; only in a test that needs <see cref="Hooks.Hostile"/>.</summary>
    /// <param name="name">As whom it signs in.</param>
    /// <param name="device">On which device.</param>
    public async Task<HostilePeer> EnterHostileAsync(string name, string device = Person.Phone)
    {
        var hook = Fixture.Hostile ?? throw new InvalidOperationException("The test needs Hooks.Hostile and does not say so.");
        var peer = new HostilePeer(this);
        await peer.SignInAsync(hook, new CallParty(Id(name), device));
        _hostile.Add(peer);
        return peer;
    }

    /// <summary>Lets time pass until a condition holds.</summary>
    /// <param name="condition">Looked at again and again; on any thread.</param>
    /// <param name="what">What is waited for, for the message.</param>
    /// <param name="atMost">How long at most; ten seconds if null. Stretched by the clock's patience.</param>
    public async Task UntilAsync(Func<bool> condition, string what, TimeSpan? atMost = null) =>
        Assert.True(await TryUntilAsync(condition, atMost), $"waited for: {what}");

    /// <summary>Lets time pass until a condition holds.</summary>
    /// <param name="condition">Looked at again and again; on any thread.</param>
    /// <param name="atMost">How long at most; ten seconds if null. Stretched by the clock's patience.</param>
    /// <returns>Whether it holds.</returns>
    public Task<bool> TryUntilAsync(Func<bool> condition, TimeSpan? atMost = null) =>
        Clock.TryUntilAsync(condition, atMost ?? TimeSpan.FromSeconds(10));

    /// <summary>Lets time pass.</summary>
    /// <param name="time">How much.</param>
    public Task PassAsync(TimeSpan time) => Clock.PassAsync(time);

    /// <summary>Lets time pass.</summary>
    /// <param name="milliseconds">How much.</param>
    public Task PassAsync(int milliseconds) => Clock.PassAsync(TimeSpan.FromMilliseconds(milliseconds));

    /// <summary>Content that left a person's device; only in a test that needs <see cref="Hooks.Wire"/>.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="kind">Sound or pictures.</param>
    public async Task<long> SentAsync(Person person, MediaKind kind) =>
        await (Fixture.Wire ?? throw new InvalidOperationException("The test needs Hooks.Wire and does not say so.")).SentAsync(person.Party, kind);

    /// <summary>What everybody heard, for whoever looks for the reason of a failure.</summary>
    public override string ToString() =>
        string.Join('\n', _people.SelectMany(p => p.Logs.Select(log => $"{p} {log.Session.Snapshot.Direction}: {log.Trace}")));

    /// <summary>What holds at the end of every test: who is told of an end is told once and last, and its media is closed.</summary>
    internal async Task CheckAsync()
    {
        foreach (var person in _people)
        {
            foreach (var log in person.Logs.Where(log => log.Session.Snapshot.State == CallState.Ended))
            {
                await CheckEndedAsync(person, log);
            }
        }
    }

    /// <summary>Everybody leaves.</summary>
    internal async Task LeaveAsync()
    {
        Faults.Dispose();
        Task[] leaving = [.. _hostile.Select(h => h.DisposeAsync().AsTask()), .. _people.Select(p => p.Client.DisposeAsync().AsTask())];

        // Who cannot reach the provider any more tries for a while to say good-bye.
        await UntilAsync(() => Array.TrueForAll(leaving, l => l.IsCompleted), "everybody leaves", TimeSpan.FromSeconds(60));
        await Task.WhenAll(leaving);
    }

    /// <summary>What holds once everybody has left: every session has ended, and nothing is captured, sent or shown.</summary>
    internal async Task CheckLeftAsync()
    {
        foreach (var person in _people)
        {
            foreach (var log in person.Logs)
            {
                await CheckEndedAsync(person, log);
            }

            await UntilAsync(() => person.Media.Open == 0, $"the previews of {person} are closed");
        }
    }

    private async Task CheckEndedAsync(Person person, EventLog log)
    {
        string what = $"{person} {log.Session.Snapshot.Direction}";
        await UntilAsync(() => log.Completed, $"{what} is told of the end; heard: {log.Trace}");
        Assert.True(log.Fault is null, $"CALL-120 {what}: the reader failed: {log.Fault}");
        Assert.True(log.EndsOnceAndLast, $"CALL-031 {what}: the end comes exactly once and last; heard: {log.Trace}");

        // Who left a group call and came back is in the same call with another session.
        bool IsBack() => person.Client.Calls.Any(c => c.CallId == log.Session.CallId);
        await UntilAsync(() => IsBack() || !person.Media.IsOpen(log.Session.CallId), $"CALL-096 {what}: the media of an ended call is closed");
    }
}
