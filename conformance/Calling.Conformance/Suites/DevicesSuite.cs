using Calling.Media;
using Calling.Providers;

namespace Calling.Conformance;

/// <summary>Section 8, and rule CALL-055: a user with several devices.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
/// <param name="fixture">The provider's.</param>
public abstract class DevicesSuite<TFixture>(TFixture fixture) : Suite<TFixture>(fixture)
    where TFixture : ConformanceFixture
{
    private const CallCapabilities Several = CallCapabilities.MultiDevice | CallCapabilities.RingingSignal;
    private const string Connected = "Ringing bob:Accepted Connecting +bob Connected";

    private static readonly string[] DeviceNames = [Person.Phone, "tablet", "desk"];
    private static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(1);

    [Spec("CALL-070", Requires = Several)]
    public async Task All_free_devices_ring_and_the_first_accept_wins()
    {
        var home = await RingAsync("alice", "bob");
        await home.Devices[1].AcceptAsync(home.In(1));
        await ReadsAsync(Connected, home.Caller.Log(home.Out));
        await ReadsAsync("Connecting +alice Connected", home.Log(1));
        await OthersReadAsync(home, 1, "Ended(AnsweredElsewhere by bob)");
        await QuietAsync();
        Assert.All(home.Devices, d => Assert.Equal((1, 0), (d.Incoming.Count, d.Missed.Count)));
    }

    [Spec("CALL-070", Aspect = "media", Requires = Several | CallCapabilities.RawMedia, Needs = Hooks.Wire)]
    public async Task Exactly_one_device_sends_and_receives()
    {
        var home = await RingAsync("alice", "bob", CallMedia.Video);
        await home.Devices[2].AcceptAsync(home.In(2));
        using var seen = new Senses(home.Out.Media, home.Devices[2].Party.UserId);
        using var atDesk = new Senses(home.In(2).Media, home.Caller.Party.UserId);
        await Stage.UntilAsync(() => seen is { Pictures: > 5, Sounds: > 5 } && atDesk is { Pictures: > 5, Sounds: > 5 }, "media both ways");
        foreach (var silent in home.Devices.Take(2))
        {
            Assert.Equal((0, 0), (await Stage.SentAsync(silent, MediaKind.Audio), await Stage.SentAsync(silent, MediaKind.Video)));
        }

        foreach (int other in new[] { 0, 1 })
        {
            Assert.Empty(await home.In(other).Media.GetStatsAsync());
        }

        await ReadsAsync(Connected, home.Caller.Log(home.Out));
        await ReadsAsync("Connecting +alice Connected", home.Log(2));
        await OthersReadAsync(home, 2, "Ended(AnsweredElsewhere by bob)");
        await QuietAsync();
    }

    [Spec("CALL-070", Aspect = "five callers", Requires = Several)]
    public async Task Five_calls_ring_on_three_devices_each_and_one_of_each_answers()
    {
        var random = new Random(70);
        var homes = new List<Household>();
        foreach (int i in Enumerable.Range(1, 5))
        {
            homes.Add(await EnterAsync($"caller{i}", $"callee{i}"));
        }

        await Task.WhenAll(homes.Select(home => RingAsync(home)));
        int[] answering = [.. homes.Select(_ => random.Next(DeviceNames.Length))];
        await Task.WhenAll(homes.Zip(answering, (home, i) => home.Devices[i].AcceptAsync(home.In(i))));
        foreach (var (home, answers) in homes.Zip(answering))
        {
            var (caller, callee) = (home.Caller.Name, home.Devices[0].Name);
            await ReadsAsync($"Ringing {callee}:Accepted Connecting +{callee} Connected", home.Caller.Log(home.Out));
            await ReadsAsync($"Connecting +{caller} Connected", home.Log(answers));
            await OthersReadAsync(home, answers, $"Ended(AnsweredElsewhere by {callee})");
        }

        await QuietAsync();
    }

    [Spec(["CALL-071", "CALL-055"], Requires = Several | CallCapabilities.RejectSync)]
    public async Task A_reject_speaks_for_the_user()
    {
        var home = await RingAsync("alice", "bob");
        await home.In(0).RejectAsync();
        await ReadsAsync("Ringing bob:Rejected Ended(RemoteReject by bob)", home.Caller.Log(home.Out));
        await ReadsAsync("Ended(LocalReject by bob)", home.Log(0));
        await OthersReadAsync(home, 0, "Ended(RejectedElsewhere by bob)");
        await GoneAsync(CallEndReason.RejectedElsewhere, () => home.Devices[1].AcceptAsync(home.In(1)));
        await QuietAsync();
    }

    [Spec(["CALL-071", "CALL-055"], Aspect = "this device", Requires = Several | CallCapabilities.RejectSync)]
    public async Task A_reject_of_one_device_leaves_the_others_ringing_and_the_last_one_decides()
    {
        var home = await RingAsync("alice", "bob");
        await home.In(0).RejectAsync(new RejectOptions { Scope = RejectScope.Device });
        await ReadsAsync("Ended(LocalReject by bob)", home.Log(0));
        await Stage.PassAsync(300);
        await ReadsAsync("Ringing", home.Caller.Log(home.Out));
        await OthersReadAsync(home, 0, "");
        await home.In(1).DisposeAsync();
        await ReadsAsync("Ended(LocalHangUp by bob)", home.Log(1));
        await QuietAsync();
        await home.In(2).RejectAsync(new RejectOptions { Scope = RejectScope.Device });
        await ReadsAsync("Ended(LocalReject by bob)", home.Log(2));
        await ReadsAsync("Ringing bob:Rejected Ended(RemoteReject by bob)", home.Caller.Log(home.Out));
        await QuietAsync();
    }

    [Spec(["CALL-071", "CALL-055"], Aspect = "another accepts", Requires = Several | CallCapabilities.RejectSync)]
    public async Task A_reject_of_one_device_does_not_keep_another_from_answering()
    {
        var home = await RingAsync("alice", "bob");
        await home.In(0).RejectAsync(new RejectOptions { Scope = RejectScope.Device });
        await home.Devices[2].AcceptAsync(home.In(2));
        await ReadsAsync(Connected, home.Caller.Log(home.Out));
        await ReadsAsync("Ended(LocalReject by bob)", home.Log(0));
        await ReadsAsync("Ended(AnsweredElsewhere by bob)", home.Log(1));
        await ReadsAsync("Connecting +alice Connected", home.Log(2));
        await QuietAsync();
    }

    [Spec("CALL-055", Aspect = "stepped out", Requires = Several)]
    public async Task Devices_that_only_stepped_out_leave_it_ringing_until_the_timeout()
    {
        var home = await EnterAsync("alice", "bob");
        await RingAsync(home, configure: o => o.RingTimeout = TimeSpan.FromSeconds(2));
        foreach (int i in new[] { 0, 1, 2 })
        {
            await home.In(i).DisposeAsync();
            await ReadsAsync("Ended(LocalHangUp by bob)", home.Log(i));
        }

        await ReadsAsync("Ringing", home.Caller.Log(home.Out));
        await QuietAsync();
        await ReadsAsync("Ringing bob:NoAnswer Ended(NoAnswer)", home.Caller.Log(home.Out));
        await QuietAsync();
    }

    [Spec("CALL-055", Aspect = "signed out", Requires = Several | CallCapabilities.BusySignal)]
    public async Task Once_the_free_device_has_signed_out_the_busy_one_speaks_for_the_user()
    {
        var (alice, phone, tablet) = (await AliceAsync(), await BobAsync(o => o.BusyPolicy = BusyPolicy.Surface), await BobsTabletAsync());
        var first = await RingAsync(alice, phone, CallMedia.Audio);
        var second = await RingAsync(await CarolAsync(), phone, CallMedia.Audio);
        await alice.Client.LogoutAsync();
        await ReadAsync(first, "Ringing bob:Cancelled Ended(LoggedOut by alice)", "Ended(RemoteCancel by alice)");
        await ReadsAsync("Ended(RemoteCancel by alice)", tablet.Log(Assert.Single(tablet.Incoming)));
        await phone.Client.LogoutAsync();
        await ReadAsync(second, "Ringing bob:Busy Ended(Busy by bob)", "Ended(LoggedOut by bob)");
        await Stage.UntilAsync(() => tablet.Missed.Count == 1, "the tablet is told of what it missed");
        await QuietAsync();
    }

    [Spec("CALL-072", Aspect = "phone first", Requires = Several)]
    public Task Of_two_that_accept_at_once_the_phone_wins_if_it_was_first() => RaceAsync(0, 1);

    [Spec("CALL-072", Aspect = "tablet first", Requires = Several)]
    public Task Of_two_that_accept_at_once_the_tablet_wins_if_it_was_first() => RaceAsync(1, 0);

    [Spec("CALL-073", Requires = Several)]
    public async Task A_sign_in_on_another_device_leaves_a_running_call_alone()
    {
        var pair = await ConnectAsync(CallMedia.Audio);
        var tablet = await BobsTabletAsync();
        await Stage.PassAsync(500);
        Assert.Empty(tablet.Incoming);
        Assert.Equal(CallClientState.SignedIn, pair.Bob.Client.State);
        await ReadAsync(pair, Connected, "Connecting +alice Connected");
        await QuietAsync();
    }

    [Spec("CALL-074", Aspect = "accept", Requires = Several)]
    public async Task All_others_stop_soon_after_an_accept()
    {
        var home = await RingAsync("alice", "bob");
        long start = Fixture.Clock.Time.GetTimestamp();
        var accepting = home.Devices[0].AcceptAsync(home.In(0));
        await StopAsync(home, start, 1, 2);
        await accepting;
        await ReadsAsync(Connected, home.Caller.Log(home.Out));
        await ReadsAsync("Connecting +alice Connected", home.Log(0));
        await OthersReadAsync(home, 0, "Ended(AnsweredElsewhere by bob)");
        await QuietAsync();
    }

    [Spec("CALL-074", Aspect = "reject", Requires = Several | CallCapabilities.RejectSync)]
    public async Task All_others_stop_soon_after_a_reject()
    {
        var home = await RingAsync("alice", "bob");
        long start = Fixture.Clock.Time.GetTimestamp();
        var rejecting = home.In(2).RejectAsync();
        await StopAsync(home, start, 0, 1);
        await rejecting;
        await ReadsAsync("Ringing bob:Rejected Ended(RemoteReject by bob)", home.Caller.Log(home.Out));
        await ReadsAsync("Ended(LocalReject by bob)", home.Log(2));
        await OthersReadAsync(home, 2, "Ended(RejectedElsewhere by bob)");
        await QuietAsync();
    }

    [Spec("CALL-074", Aspect = "cancel", Requires = Several)]
    public async Task All_stop_soon_after_a_cancel()
    {
        var home = await RingAsync("alice", "bob");
        long start = Fixture.Clock.Time.GetTimestamp();
        var cancelling = home.Out.TryCancelAsync();
        await StopAsync(home, start, 0, 1, 2);
        Assert.True(await cancelling);
        await ReadsAsync("Ringing bob:Cancelled Ended(LocalCancel by alice)", home.Caller.Log(home.Out));
        await OthersReadAsync(home, -1, "Ended(RemoteCancel by alice)");
        await QuietAsync();
    }

    private async Task RaceAsync(int winner, int loser)
    {
        var home = await RingAsync("alice", "bob");
        using var first = Stage.Faults.Hold<CallCommand.AcceptCall>(home.Devices[winner]);
        using var second = Stage.Faults.Hold<CallCommand.AcceptCall>(home.Devices[loser]);
        var winning = home.Devices[winner].AcceptAsync(home.In(winner));
        var losing = home.Devices[loser].AcceptAsync(home.In(loser));
        await Stage.UntilAsync(() => (first.Count, second.Count) == (1, 1), "both accepts are on their way");
        first.Dispose();
        await winning;
        second.Dispose();
        await GoneAsync(CallEndReason.AnsweredElsewhere, () => losing);
        await ReadsAsync(Connected, home.Caller.Log(home.Out));
        await ReadsAsync("Connecting +alice Connected", home.Log(winner));
        await OthersReadAsync(home, winner, "Ended(AnsweredElsewhere by bob)");
        Assert.False(home.Devices[loser].Media.IsOpen(home.In(loser).CallId));
        await QuietAsync();
    }

    private async Task StopAsync(Household home, long start, params int[] devices)
    {
        await Stage.UntilAsync(() => devices.All(i => home.In(i).Snapshot.State == CallState.Ended), "the other devices stop ringing");
        Assert.InRange(Fixture.Clock.Time.GetElapsedTime(start), TimeSpan.Zero, StopsWithin);
    }

    private async Task OthersReadAsync(Household home, int but, string trace)
    {
        foreach (int i in Enumerable.Range(0, home.Devices.Count).Where(i => i != but))
        {
            await ReadsAsync(trace, home.Log(i));
        }
    }

    private async Task<Household> RingAsync(string caller, string callee, CallMedia media = CallMedia.Audio)
    {
        var home = await EnterAsync(caller, callee);
        await RingAsync(home, media);
        return home;
    }

    private async Task<Household> EnterAsync(string caller, string callee)
    {
        var home = new Household(await Stage.EnterAsync(caller));
        foreach (string device in DeviceNames)
        {
            home.Devices.Add(await Stage.EnterAsync(callee, device: device));
        }

        return home;
    }

    private async Task RingAsync(Household home, CallMedia media = CallMedia.Audio, Action<CallOptions>? configure = null)
    {
        home.Out = await home.Caller.CallAsync(home.Devices[0].Name, media, configure);
        foreach (var device in home.Devices)
        {
            await device.RingsAsync();
        }

        await ReachesAsync(home.Out, CallState.Ringing);
    }

    /// <summary>Who calls, and all devices of who is called.</summary>
    private sealed record Household(Person Caller)
    {
        public List<Person> Devices { get; } = [];

        public ICallSession Out { get; set; } = null!;

        public ICallSession In(int device) => Devices[device].Incoming.Single();

        public EventLog Log(int device) => Devices[device].Log(In(device));
    }
}
