using System.Diagnostics;
using Calling.EndToEnd;
using Calling.Media;

namespace Calling.OnWebRtc;

/// <summary>Media of group calls: every member has a connection to every other (section 9).</summary>
public sealed class MeshTests : ScenarioBase
{
    private Mesh Mesh => field ??= new(Stage);

    [Fact]
    public async Task CALL_081_five_members_see_and_hear_each_other()
    {
        string[] users = ["alice", "bob", "carol", "dave", "erin"];
        var people = await Mesh.EnterAsync(users);
        var calls = new Dictionary<string, ICallSession> { ["alice"] = await people[0].GroupCallAsync(users[1..]) };

        // Half of the sinks are there before the answer, half come later.
        Mesh.Attach(calls["alice"], "bob", "carol");
        await Task.WhenAll(people[1..].Select(p => p.RingsAsync()));
        foreach (var call in await Task.WhenAll(people[1..].Select(p => Mesh.AcceptAsync(p, 1, users[..2].Where(u => u != p.User)))))
        {
            calls[people.Single(p => p.Client.Calls.Contains(call)).User] = call;
        }

        var since = Stopwatch.StartNew();
        foreach (var (user, call) in calls)
        {
            await Mesh.IsWithAsync(call, [.. users.Where(u => u != user)]);
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"20 directed streams connected {since.ElapsedMilliseconds} ms after the last accept");
        foreach (var (user, call) in calls)
        {
            Mesh.Attach(call, users.Where(u => u != user));
        }

        await Mesh.PerceiveEachOtherAsync(calls);
        TestContext.Current.TestOutputHelper!.WriteLine($"all perceived after {since.ElapsedMilliseconds} ms");
        await calls["alice"].HangUpAsync(HangUpScope.Everyone);
        await CompletesAsync([.. people.Select(p => p.Log(calls[p.User]))]);
        foreach (var person in people)
        {
            var seen = person.Log(calls[person.User]).Events.OfType<CallEvent.FirstVideoFrame>().Select(e => e.UserId);
            Assert.Equal(users.Where(u => u != person.User), seen.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task CALL_083_who_is_invited_while_others_connect_comes_in_too()
    {
        string[] users = ["alice", "bob", "carol", "dave"];
        var people = await Mesh.EnterAsync(users);
        var calls = new Dictionary<string, ICallSession> { ["alice"] = await people[0].GroupCallAsync("bob", "carol") };
        Mesh.Attach(calls["alice"], users[1..]);
        var bob = Mesh.AcceptAsync(people[1], 1, "alice", "carol", "dave");
        var carol = Mesh.AcceptAsync(people[2], 1, "alice", "bob", "dave");
        await Task.WhenAny(bob, carol);
        await calls["alice"].InviteAsync(["dave"]);
        calls["dave"] = await Mesh.AcceptAsync(people[3], 1, users[..3]);
        (calls["bob"], calls["carol"]) = (await bob, await carol);
        await Mesh.PerceiveEachOtherAsync(calls);
    }

    [Fact]
    public async Task CALL_111_a_cut_path_of_one_member_does_not_touch_the_others()
    {
        var (alice, bob) = (await Mesh.EnterAsync("alice"), await Mesh.EnterAsync("bob"));
        var (carol, engine) = await Mesh.EnterCuttableAsync("carol");
        var calls = new Dictionary<string, ICallSession> { ["alice"] = await alice.GroupCallAsync("bob", "carol") };
        Mesh.Attach(calls["alice"], "bob", "carol");
        calls["bob"] = await Mesh.AcceptAsync(bob, 1, "alice", "carol");
        calls["carol"] = await Mesh.AcceptAsync(carol, 1, "alice", "bob");
        await Mesh.PerceiveEachOtherAsync(calls);

        engine.IsCut = true;
        await Stage.UntilAsync(
            () => new[] { "alice", "bob" }.All(u => calls[u].Snapshot.Participants.Single(p => p.UserId == "carol").State == ParticipantState.Reconnecting)
                && calls["carol"].Snapshot.State == CallState.Reconnecting,
            "carol is missed");
        await Mesh.PerceivesAsync(calls["alice"], "bob");
        await Mesh.PerceivesAsync(calls["bob"], "alice");
        engine.IsCut = false;
        await Mesh.PerceiveEachOtherAsync(calls);

        foreach (var (person, other) in new[] { (alice, "bob"), (bob, "alice") })
        {
            var log = person.Log(calls[person.User]);
            Assert.DoesNotContain(log.Events, e => e is CallEvent.StateChanged(_, CallState.Reconnecting));
            Assert.DoesNotContain(log.Events, e => e is CallEvent.ParticipantStateChanged changed && changed.UserId == other);
            Assert.Equal(0, log.Count<CallEvent.ParticipantLeft>());
        }
    }

    [Fact]
    public async Task CALL_096_who_leaves_is_let_go_of_by_all_and_comes_back_to_the_same_sinks()
    {
        var people = await Mesh.EnterAsync("alice", "bob", "carol");
        var (alice, bob, carol) = (people[0], people[1], people[2]);
        var calls = new Dictionary<string, ICallSession> { ["alice"] = await alice.GroupCallAsync("bob") };
        Mesh.Attach(calls["alice"], "bob", "carol");
        calls["bob"] = await Mesh.AcceptAsync(bob, 1, "alice", "carol");
        await Mesh.PerceiveEachOtherAsync(calls);
        for (int nth = 1; nth <= 2; nth++)
        {
            await VisitAsync(calls, carol, nth);
        }

        var before = await Held.MeasureAsync(Stage);
        for (int nth = 3; nth <= 6; nth++)
        {
            await VisitAsync(calls, carol, nth);
        }

        var after = await Held.MeasureAsync(Stage);
        TestContext.Current.TestOutputHelper!.WriteLine($"before {before}, after {after}");
        Assert.True(after.Sockets <= before.Sockets + 2, $"sockets, pipes and events: {before.Sockets} before, {after.Sockets} after");
        Assert.True(after.Threads <= before.Threads + 6, $"threads: {before.Threads} before, {after.Threads} after");
        Assert.Equal(6, alice.Log(calls["alice"]).Count<CallEvent.ParticipantLeft>());
    }

    [Fact]
    public async Task CALL_087_a_handover_moves_the_media_to_the_second_device()
    {
        var people = await Mesh.EnterAsync("alice", "bob", "carol");
        var calls = new Dictionary<string, ICallSession> { ["alice"] = await people[0].GroupCallAsync("bob", "carol") };
        Mesh.Attach(calls["alice"], "bob", "carol");
        calls["bob"] = await Mesh.AcceptAsync(people[1], 1, "alice", "carol");
        calls["carol"] = await Mesh.AcceptAsync(people[2], 1, "alice", "bob");
        await Mesh.PerceiveEachOtherAsync(calls);

        var (phone, tablet) = (calls["bob"], await Mesh.EnterAsync("bob"));
        calls["bob"] = await tablet.JoinAsync(phone.CallId);
        Mesh.Attach(calls["bob"], "alice", "carol");
        await CompletesAsync(people[1].Log(phone));
        Assert.Equal(CallEndReason.Replaced, phone.Snapshot.End!.Reason);
        await Mesh.PerceiveEachOtherAsync(calls);
        Assert.Equal(0, people[0].Log(calls["alice"]).Count<CallEvent.ParticipantLeft>());
        Assert.Equal(0, people[2].Log(calls["carol"]).Count<CallEvent.ParticipantLeft>());
        await Stage.UntilAsync(() => Stage.SentAsync(people[1], MediaKind.Video).Result == 0, "nothing of the phone");
    }

    [Fact]
    public async Task Levels_tell_who_speaks_though_nobody_listens()
    {
        Action<CallingOptions> measuring = o => o.AudioLevelInterval = TimeSpan.FromMilliseconds(200);
        var alice = await Stage.EnterAsync("alice", measuring, sends: Sources.Nth(0));
        var bob = await Stage.EnterAsync("bob", measuring, sends: Sources.Nth(1) with { Sound = new(600, 0.03) });
        var call = await alice.GroupCallAsync("bob");
        var incoming = await bob.RingsAsync();
        await bob.AcceptAsync(incoming);

        // A sine of a quarter of full scale is -15 dBFS, one of 3 % is -33 dBFS.
        await Stage.UntilAsync(() => Level(alice, call, "alice") is >= 72 and <= 77 && Level(alice, call, "bob") is >= 40 and <= 50, "alice measures");
        await Stage.UntilAsync(() => Level(bob, incoming, "alice") is >= 70 and <= 78, "bob measures");
        await Stage.UntilAsync(() => Speaker(alice, call) == "alice" && Speaker(bob, incoming) == "alice", "alice speaks");
        await call.SetMicrophoneAsync(false, TestContext.Current.CancellationToken);
        await Stage.UntilAsync(() => Speaker(alice, call) == "bob" && Speaker(bob, incoming) == "bob", "bob speaks");
        Assert.Equal((0, 0), (Level(alice, call, "alice"), Level(bob, incoming, "alice")));
        await incoming.SetMicrophoneAsync(false, TestContext.Current.CancellationToken);
        await Stage.UntilAsync(() => Speaker(alice, call) is null && Speaker(bob, incoming) is null, "silence");

        static int? Level(Person at, ICallSession call, string user) =>
            at.Log(call).Events.OfType<CallEvent.AudioLevels>().LastOrDefault()?.Levels.SingleOrDefault(l => l.UserId == user)?.Level;

        static string? Speaker(Person at, ICallSession call) => at.Log(call).Events.OfType<CallEvent.DominantSpeakerChanged>().Last().UserId;
    }

    /// <summary>Is invited, comes in, is perceived, and leaves.</summary>
    private async Task VisitAsync(IReadOnlyDictionary<string, ICallSession> calls, Person guest, int nth)
    {
        await calls["alice"].InviteAsync([guest.User]);
        var visit = await Mesh.AcceptAsync(guest, nth, "alice", "bob");
        await Mesh.PerceiveEachOtherAsync(new Dictionary<string, ICallSession>(calls) { [guest.User] = visit });
        await visit.DisposeAsync();
        await Mesh.IsWithAsync(calls["alice"], "bob");
        await Mesh.IsWithAsync(calls["bob"], "alice");
        foreach (var call in calls.Values)
        {
            Assert.Single(await call.Media.GetStatsAsync(TestContext.Current.CancellationToken));
        }
    }
}
