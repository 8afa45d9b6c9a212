using System.Net;
using System.Net.Http.Headers;
using Calling.Providers;
using Calling.Signaling.Wire;
using Calling.Tests;

namespace Calling.Server.Tests;

/// <summary>Group calls over real sockets: what the server adds to the arbiter (section 9).</summary>
public class GroupCallTests
{
    [Fact]
    public async Task CALL_090_113_only_members_of_a_group_reach_each_other()
    {
        await using var rig = await ServerRig.StartAsync(o => o.Exchange.MayJoin = (_, user) => user == "guest");
        var (alice, bob, carol) = await ConnectedAsync(rig);
        var dave = await rig.SignInAsync("dave");
        var guest = await rig.SignInAsync("guest");
        var stranger = await rig.SignInAsync("stranger");
        await alice.AskAsync(new CallCommand.InviteUsers("g", alice.NextId(), ["dave"], TimeSpan.FromSeconds(30)));
        await dave.SignalAsync<CallSignal.Invited>();

        // Who is pending, and who is no party, neither sends nor gets.
        await AssertRefusedAsync(dave, alice.Self);
        await AssertRefusedAsync(bob, dave.Self);
        await AssertRefusedAsync(stranger, bob.Self);
        await AssertRefusedAsync(bob, stranger.Self);
        await AssertNothingAsync(dave);
        foreach (var (from, to) in new[] { (alice, bob), (bob, carol), (carol, alice) })
        {
            await AssertRelayedAsync(from, to);
        }

        // Who answered, and who came in by the call's id, are members.
        Assert.IsType<CommandResult.Done>(await dave.AcceptAsync("g"));
        Assert.IsType<CommandResult.Done>(await JoinAsync(guest));
        await AssertRelayedAsync(dave, bob);
        await AssertRelayedAsync(guest, dave);

        // Who was removed is none any more.
        Assert.IsType<CommandResult.Done>(await alice.AskAsync(new CallCommand.RemoveMember("g", alice.NextId(), "dave")));
        await AssertRefusedAsync(dave, bob.Self);
        await AssertRefusedAsync(bob, dave.Self);
        await AssertRelayedAsync(bob, carol);
        Assert.Equal(RefusalCode.NotAllowed, Assert.IsType<CommandResult.Refused>(await JoinAsync(dave)).Code);
    }

    [Fact]
    public async Task CALL_087_a_call_that_moved_is_relayed_to_the_new_device_alone()
    {
        await using var rig = await ServerRig.StartAsync();
        var (_, bob, carol) = await ConnectedAsync(rig);
        var tablet = await rig.SignInAsync("bob", "tablet");
        Assert.IsType<CommandResult.Done>(await JoinAsync(tablet));
        await AssertRelayedAsync(carol, tablet);
        await AssertRelayedAsync(tablet, carol);
        await AssertRefusedAsync(carol, bob.Self);
        await AssertRefusedAsync(bob, carol.Self);
    }

    [Fact]
    public async Task CALL_087_who_may_not_enter_is_told_what_is_told_of_a_call_that_does_not_exist()
    {
        await using var rig = await ServerRig.StartAsync();
        var (alice, _, _) = await ConnectedAsync(rig);
        var stranger = await rig.SignInAsync("stranger");
        var there = await JoinAsync(stranger);
        Assert.Equal(there, await stranger.AskAsync(new CallCommand.JoinCall("nosuch", stranger.NextId(), default)));
        Assert.Equal(RefusalCode.NotFound, Assert.IsType<CommandResult.Refused>(there).Code);
        await alice.AskAsync(new CallCommand.EndCall("g", alice.NextId(), EndCause.HangUp, HangUpScope.Everyone));
        Assert.Equal(there, await JoinAsync(stranger));
    }

    [Fact]
    public async Task CALL_113_inviting_counts_as_calling_and_nobody_is_rung_beyond_the_rate()
    {
        await using var rig = await ServerRig.StartAsync(o => o.MaxCalleesPerMinute = 4);
        var (alice, bob, _) = await ConnectedAsync(rig);
        var dave = await rig.SignInAsync("dave");
        var erin = await rig.SignInAsync("erin");
        Assert.Equal("done", await InviteAsync(alice, "dave"));
        await dave.SignalAsync<CallSignal.Invited>();

        // Bob and Carol were called, Dave was invited: one more stranger is allowed, two are not, and then nobody of the two rings.
        Assert.Equal("RateLimited", await InviteAsync(alice, "erin", "frank"));
        await AssertNothingAsync(erin);
        Assert.Equal("done", await InviteAsync(alice, "erin"));
        Assert.Equal("RateLimited", await InviteAsync(alice, "frank"));

        // Others have a rate of their own, and whoever was rung lately is no stranger.
        Assert.Equal("done", await InviteAsync(bob, "frank"));
        await alice.AskAsync(new CallCommand.CancelInvitation("g", alice.NextId(), "dave"));
        Assert.Equal("done", await InviteAsync(alice, "dave"));
        rig.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("done", await InviteAsync(alice, "george"));
    }

    [Fact]
    public async Task CALL_113_inviting_and_taking_back_rings_nobody_more_often_than_calling_does()
    {
        await using var rig = await ServerRig.StartAsync(o => (o.Calls.Burst, o.Calls.PerSecond) = (4, 1));
        var (alice, bob, _) = await ConnectedAsync(rig);
        var outcomes = new List<string>();
        for (int i = 0; i < 5; i++)
        {
            outcomes.Add(await InviteAsync(alice, "dave"));
            await alice.AskAsync(new CallCommand.CancelInvitation("g", alice.NextId(), "dave"));
        }

        // The call itself was the first of four.
        Assert.Equal(["done", "done", "done", "RateLimited", "RateLimited"], outcomes);
        Assert.Equal("done", await InviteAsync(bob, "dave"));
        rig.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("done", await InviteAsync(alice, "erin"));
    }

    [Fact]
    public async Task CALL_083_the_server_holds_a_call_to_its_limit_and_says_so_to_clients()
    {
        await using var rig = await ServerRig.StartAsync();
        var alice = await rig.SignInAsync("alice");
        Assert.Equal(9, alice.Welcome.Limits.MaxParticipants);
        string[] nine = [.. Enumerable.Range(1, 9).Select(n => $"u{n}")];
        Assert.Equal(RefusalCode.InvalidArgument, Assert.IsType<CommandResult.Refused>(await PlaceAsync(alice, "x", nine)).Code);
        Assert.IsType<CommandResult.Done>(await PlaceAsync(alice, "x", nine[..8]));
        Assert.Equal("InvalidArgument", await InviteAsync(alice, "x", ["u9"]));
    }

    [Fact]
    public async Task CALL_130_131_a_group_call_leaves_one_record_with_an_entry_for_each_invitation()
    {
        await using var rig = await ServerRig.StartAsync(o => o.Exchange.MayJoin = (_, user) => user == "guest");
        var (alice, bob, _) = await ConnectedAsync(rig);
        var dave = await rig.SignInAsync("dave");
        var guest = await rig.SignInAsync("guest");
        await InviteAsync(bob, "dave");
        await dave.AskAsync(new CallCommand.RejectCall("g", dave.NextId(), null));
        await InviteAsync(alice, "dave", "erin");
        Assert.IsType<CommandResult.Done>(await dave.AcceptAsync("g"));
        Assert.IsType<CommandResult.Done>(await JoinAsync(guest));
        await alice.AskAsync(new CallCommand.RemoveMember("g", alice.NextId(), "dave"));
        Assert.Empty(await RecordsAsync(rig, "alice"));
        rig.Time.Advance(TimeSpan.FromSeconds(20));
        await alice.AskAsync(new CallCommand.EndCall("g", alice.NextId(), EndCause.HangUp, HangUpScope.Everyone));

        var record = Assert.Single(await RecordsAsync(rig, "alice"));
        Assert.Equal(("g", "alice", true, "alice"), (record.CallId, record.Caller, record.IsGroup, record.EndedBy));
        Assert.Equal(TimeSpan.FromSeconds(20), record.Duration);
        Assert.Equal(
            [
                new("bob", CallOutcome.Completed), new("carol", CallOutcome.Completed), new("dave", CallOutcome.Rejected),
                new("dave", CallOutcome.Completed), new CallRecordEntry("erin", CallOutcome.Cancelled),
            ],
            record.Invitations);

        Assert.Equal(["guest"], record.Joined);

        // The same for everybody who had a part, the one who came uninvited among them; nobody else reads it.
        foreach (string user in new[] { "bob", "carol", "dave", "erin", "guest" })
        {
            Assert.Equal(record.Invitations, Assert.Single(await RecordsAsync(rig, user)).Invitations);
        }

        Assert.Empty(await RecordsAsync(rig, "stranger"));
    }

    private static async Task<(WireClient Alice, WireClient Bob, WireClient Carol)> ConnectedAsync(ServerRig rig)
    {
        var (alice, bob, carol) = (await rig.SignInAsync("alice"), await rig.SignInAsync("bob"), await rig.SignInAsync("carol"));
        Assert.IsType<CommandResult.Done>(await PlaceAsync(alice, "g", "bob", "carol"));
        Assert.IsType<CommandResult.Done>(await bob.AcceptAsync("g"));
        Assert.IsType<CommandResult.Done>(await carol.AcceptAsync("g"));
        return (alice, bob, carol);
    }

    private static Task<CommandResult> PlaceAsync(WireClient from, string call, params string[] callees) => from.AskAsync(
        new CallCommand.PlaceCall(call, from.NextId(), callees, CallMedia.Audio, TimeSpan.FromSeconds(60), new(true, false)) { IsGroup = true });

    private static Task<string> InviteAsync(WireClient from, params string[] users) => InviteAsync(from, "g", users);

    private static async Task<string> InviteAsync(WireClient from, string call, string[] users)
        => await from.AskAsync(new CallCommand.InviteUsers(call, from.NextId(), users, TimeSpan.FromSeconds(60))) is CommandResult.Refused refused
            ? refused.Code.ToString()
            : "done";

    private static Task<CommandResult> JoinAsync(WireClient from) => from.AskAsync(new CallCommand.JoinCall("g", from.NextId(), new(true, false)));

    private static async Task AssertRelayedAsync(WireClient from, WireClient to)
    {
        string payload = Guid.NewGuid().ToString();
        await from.SendAsync(new ClientFrame.Relay("g", to.Self, "sdp", payload));
        Assert.Equal(new ServerFrame.Relayed("g", from.Self, "sdp", payload), await RelayTests.SkipAsync<ServerFrame.Relayed>(to));
    }

    private static async Task AssertRefusedAsync(WireClient from, CallParty to)
    {
        await from.SendAsync(new ClientFrame.Relay("g", to, "sdp", "x") { Id = "p" });
        var error = await RelayTests.SkipAsync<ServerFrame.Error>(from);
        Assert.Equal((WireErrorCode.NotAllowed, "p"), (error.Code, error.InReplyTo));
    }

    /// <summary>Everything that was sent to it is here, and there is nothing.</summary>
    private static async Task AssertNothingAsync(WireClient client)
    {
        await client.SendAsync(new ClientFrame.AskSnapshot());
        await client.NextAsync<ServerFrame.State>();
    }

    private static async Task<IReadOnlyList<CallRecord>> RecordsAsync(ServerRig rig, string user)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{rig.Address}/records");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", rig.Token(user));
        using var response = await http.SendAsync(request).Soon();
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return WireCodec.DecodeRecords(await response.Content.ReadAsByteArrayAsync().Soon())!.Records;
    }
}
