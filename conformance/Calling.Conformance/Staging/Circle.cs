namespace Calling.Conformance;

/// <summary>The people of a group call, by their names (<c>bob</c>, <c>bob/tablet</c>); alice places it.</summary>
public sealed class Circle
{
    /// <summary>Who there may be, in the order in which they come.</summary>
    public static readonly IReadOnlyList<string> Names = ["alice", "bob", "carol", "dave", "erin", "frank", "grace", "heidi", "ivan"];

    private readonly Stage _stage;
    private HashSet<EventLog> _former = [];
    private TraceTerms _terms = TraceTerms.All;

    private Circle(Stage stage) => _stage = stage;

    /// <summary>The call.</summary>
    public string CallId { get; private set; } = "";

    /// <summary>Somebody.</summary>
    /// <param name="who">The name.</param>
    public Person this[string who] => _stage.People.Single(person => person.ToString() == who);

    /// <summary>People sign in, and nobody calls yet.</summary>
    /// <param name="stage">Where.</param>
    /// <param name="names">Who besides alice, each with a device if it is not the phone.</param>
    public static async Task<Circle> GatherAsync(Stage stage, params string[] names)
    {
        ArgumentNullException.ThrowIfNull(stage);
        foreach (string[] name in names.Prepend("alice").Select(n => n.Split('/')))
        {
            await stage.EnterAsync(name[0], device: name.ElementAtOrDefault(1) ?? Person.Phone);
        }

        var circle = new Circle(stage);
        circle._terms = new(circle["alice"].Client.Provider.Capabilities);
        return circle;
    }

    /// <summary>Alice calls, and it rings with everybody.</summary>
    /// <param name="stage">Where.</param>
    /// <param name="callees">Whom.</param>
    public static async Task<Circle> RingAsync(Stage stage, params string[] callees)
    {
        var circle = await GatherAsync(stage, callees);
        await circle.PlaceAsync(callees);
        return circle;
    }

    /// <summary>Alice calls, and everybody accepts, one after the other.</summary>
    /// <param name="stage">Where.</param>
    /// <param name="callees">Whom.</param>
    public static async Task<Circle> ConnectAsync(Stage stage, params string[] callees)
    {
        ArgumentNullException.ThrowIfNull(callees);
        var circle = await RingAsync(stage, callees);
        foreach (string callee in callees)
        {
            await circle.AcceptAsync(callee);
        }

        return circle;
    }

    /// <summary>What everybody has been told once those have accepted one after the other whom alice called.</summary>
    /// <param name="callees">Whom.</param>
    /// <returns>Each with the trace.</returns>
    public static IEnumerable<(string Who, string Trace)> Connected(params string[] callees)
    {
        ArgumentNullException.ThrowIfNull(callees);
        string Came(int from) => string.Concat(callees.Skip(from).Select(c => $" {c}:Accepted +{c}"));

        yield return ("alice", $"Ringing {callees[0]}:Accepted Connecting +{callees[0]} Connected{Came(1)}");
        for (int i = 0; i < callees.Length; i++)
        {
            string before = string.Concat(callees.Take(i).Select(c => $" {c}:Accepted"));
            string there = string.Concat(callees.Take(i).Order(StringComparer.Ordinal).Select(c => $" +{c}"));
            yield return (callees[i], $"Connecting{before} +alice Connected{there}{Came(i + 1)}");
        }
    }

    /// <summary>Alice calls people who are signed in, and it rings with all of them.</summary>
    /// <param name="callees">Whom.</param>
    /// <param name="media">What for.</param>
    /// <param name="groupId">The app's group, if there is one.</param>
    /// <param name="configure">Changes the options.</param>
    /// <param name="also">Who is called too and is no person of this circle.</param>
    public async Task PlaceAsync(
        IReadOnlyList<string> callees,
        CallMedia media = CallMedia.Audio,
        string? groupId = null,
        Action<CallOptions>? configure = null,
        IEnumerable<string>? also = null)
    {
        _former = [.. _stage.People.SelectMany(person => person.Logs)];
        var call = await this["alice"].GroupCallAsync(callees.Select(c => c.Split('/')[0]).Distinct().Concat(also ?? []), media, groupId, configure);
        CallId = call.CallId;
        foreach (string callee in callees)
        {
            await RingsAsync(callee);
        }

        await _stage.UntilAsync(
            () => call.Snapshot.State != CallState.Dialing || !Has(CallCapabilities.RingingSignal), "the caller is told that it rings");
    }

    /// <summary>Somebody's latest session of the call.</summary>
    /// <param name="who">Whose.</param>
    public ICallSession Call(string who) => Log(who).Session;

    /// <summary>What was told of somebody's latest session of the call.</summary>
    /// <param name="who">Whose.</param>
    public EventLog Log(string who) => Logs(who)[^1];

    /// <summary>What was told of somebody's session of the call before the latest one.</summary>
    /// <param name="who">Whose.</param>
    public EventLog FormerLog(string who) => Logs(who)[^2];

    /// <summary>Waits until it rings with somebody.</summary>
    /// <param name="who">With whom.</param>
    public Task RingsAsync(string who) => _stage.UntilAsync(
        () => Logs(who).Any(log => log.Session.Snapshot.State == CallState.Incoming && this[who].Incoming.Contains(log.Session)), $"{who} rings");

    /// <summary>Waits until somebody has a session of the call, over or not.</summary>
    /// <param name="who">Who.</param>
    public Task KnowsAsync(string who) => _stage.UntilAsync(() => Logs(who).Count > 0, $"{who} has the call");

    /// <summary>Somebody accepts, and all members are joined with each other.</summary>
    /// <param name="who">Who.</param>
    public async Task AcceptAsync(string who)
    {
        await this[who].AcceptAsync(Call(who));
        await MeetAsync();
    }

    /// <summary>Somebody enters by the call's id, and all members are joined with each other.</summary>
    /// <param name="who">Who.</param>
    public async Task JoinAsync(string who)
    {
        await this[who].JoinAsync(CallId);
        await MeetAsync();
    }

    /// <summary>A member rings others into the call.</summary>
    /// <param name="who">Who.</param>
    /// <param name="users">Whom.</param>
    public Task InviteAsync(string who, params string[] users) => Call(who).InviteAsync([.. users.Select(_stage.Id)]);

    /// <summary>Takes an invitation back.</summary>
    /// <param name="who">Who does.</param>
    /// <param name="user">Whose.</param>
    public Task CancelAsync(string who, string user) => Call(who).CancelInvitationAsync(_stage.Id(user));

    /// <summary>Removes a member.</summary>
    /// <param name="who">Who does.</param>
    /// <param name="user">Whom.</param>
    public Task RemoveAsync(string who, string user) => Call(who).RemoveParticipantAsync(_stage.Id(user));

    /// <summary>Waits until every member is joined with every other.</summary>
    public async Task MeetAsync()
    {
        bool met = await _stage.TryUntilAsync(
            () => Members() is { Count: > 1 } all && all.All(m => m.Snapshot.Participants.Count(p => p.State == ParticipantState.Joined) == all.Count - 1),
            TimeSpan.FromSeconds(20));
        Assert.True(met, $"waited for: all members are joined with each other\n{_stage}");
    }

    /// <summary>Without SharedCallId every device has a call id of its own, and what rings after alice has called is her call.</summary>
    private List<EventLog> Logs(string who)
    {
        List<EventLog> logs =
        [
            .. this[who].Logs.Where(log => log.Session.CallId == CallId || (!Has(CallCapabilities.SharedCallId) && who != "alice" && !_former.Contains(log)))
                .OrderBy(log => log.Number),
        ];
        logs.ForEach(log => log.Terms = _terms);
        return logs;
    }

    private List<ICallSession> Members() =>
    [
        .. _stage.People.SelectMany(p => Logs(p.ToString())).Select(log => log.Session)
            .Where(s => s.Snapshot.State is CallState.Connecting or CallState.Connected or CallState.Reconnecting),
    ];

    private bool Has(CallCapabilities capability) => this["alice"].Client.Provider.Capabilities.HasFlag(capability);
}
