namespace Calling.Providers.Mock.Tests;

/// <summary>Rules 142 and 087: what a vendor does not declare of group calls is refused by name, and nothing of it is sent.</summary>
public sealed class UndeclaredGroupTests : RuleTest
{
    private const string Caller = "[Ringing] bob:Accepted Connecting +bob/mic Connected";
    private const string Callee = "[Incoming] Connecting +alice/mic Connected";

    [Theory]
    [InlineData(CallCapabilities.InviteDuringCall)]
    [InlineData(CallCapabilities.CancelInvitee)]
    [InlineData(CallCapabilities.RemoveParticipant)]
    [InlineData(CallCapabilities.EndForEveryone)]
    [InlineData(CallCapabilities.JoinById)]
    public Task CALL_142_What_is_done_in_a_group_call_is_refused_by_name(CallCapabilities capability) => InWorldAsync(async () =>
    {
        var (alice, call, incoming) = await MeetAsync(Without(capability));
        var carol = await EnterAsync("carol");
        using var sent = World.Faults.Hold(MockMatch.AnyCommand);

        var error = await FailsAsync(CallErrorCode.NotSupported, () => UseAsync(capability, alice, call.Session));
        await PassAsync(1);

        Assert.Equal(capability, error.Capability);
        Assert.Contains(capability.ToString(), error.Message, StringComparison.Ordinal);
        Assert.Empty(sent.Held);
        Assert.Equal((Caller, Callee), (call.Trace, incoming.Trace));
        Assert.Empty(carol.Incoming);
    });

    [Theory]
    [InlineData("several callees")]
    [InlineData("one callee")]
    [InlineData("a group id")]
    public Task CALL_142_A_group_call_is_refused_by_name(string what) => InWorldAsync(async () =>
    {
        var alice = await EnterAsync("alice", vendor: Without(CallCapabilities.Group));
        var (bob, carol) = (await EnterAsync("bob"), await EnterAsync("carol"));
        using var sent = World.Faults.Hold(MockMatch.AnyCommand);

        var error = await FailsAsync(CallErrorCode.NotSupported, () => alice.Client.PlaceCallAsync(what switch
        {
            "several callees" => new CallRequest(["bob", "carol"], CallMedia.Audio),
            "one callee" => new CallRequest(["bob"], CallMedia.Audio) { IsGroup = true },
            _ => new CallRequest(["bob"], CallMedia.Audio) { GroupId = "team" },
        }));
        await PassAsync(1);

        Assert.Equal(CallCapabilities.Group, error.Capability);
        Assert.Empty(sent.Held);
        Assert.Empty(alice.Client.Calls);
        Assert.Empty(bob.Incoming.Concat(carol.Incoming));
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task CALL_087_A_call_does_not_move_where_that_is_not_declared(bool isGroup) => InWorldAsync(async () =>
    {
        var (_, call, incoming) = await MeetAsync(isGroup: isGroup);
        var tablet = await EnterAsync("bob", "tablet", vendor: Without(CallCapabilities.Handover));

        await FailsAsync(CallErrorCode.InvalidState, () => tablet.Client.JoinAsync(call.Session.CallId));
        await PassAsync(1);

        Assert.Equal((Caller, Callee), (call.Trace, incoming.Trace));
        Assert.Empty(tablet.Client.Calls);
        Assert.Equal(2, World.Media.OpenSessions);
    });

    /// <summary>A client that asks all the same gets no further than the vendor.</summary>
    [Fact]
    public Task CALL_142_The_vendor_carries_nothing_undeclared() => InWorldAsync(async () =>
    {
        const CallCapabilities Missing =
            CallCapabilities.InviteDuringCall | CallCapabilities.CancelInvitee | CallCapabilities.RemoveParticipant | CallCapabilities.EndForEveryone
            | CallCapabilities.JoinById;
        await using var alice = await MockRawDevice.SignInAsync(World, "alice", configure: Without(Missing));
        var (bob, carol, dave) = (await EnterAsync("bob"), await EnterAsync("carol"), await EnterAsync("dave"));
        string id = Guid.NewGuid().ToString("N");
        await alice.SendAsync(
            new CallCommand.PlaceCall(id, alice.NextCommandId(), ["bob", "carol"], CallMedia.Audio, TimeSpan.FromSeconds(30), new(true, false)) { IsGroup = true });
        await RestAsync();
        await bob.Incoming[0].AcceptAsync();
        await RestAsync();
        string before = bob.Incoming[0].Trace;

        foreach (var command in new CallCommand[]
        {
            new CallCommand.InviteUsers(id, alice.NextCommandId(), ["dave"], TimeSpan.FromSeconds(30)),
            new CallCommand.CancelInvitation(id, alice.NextCommandId(), "carol"),
            new CallCommand.RemoveMember(id, alice.NextCommandId(), "bob"),
            new CallCommand.JoinCall(id, alice.NextCommandId(), new(true, false)),
        })
        {
            Assert.Equal(RefusalCode.NotSupported, Assert.IsType<CommandResult.Refused>(await alice.SendAsync(command)).Code);
        }

        await RestAsync();
        Assert.Equal((before, "[Incoming]"), (bob.Incoming[0].Trace, carol.Incoming[0].Trace));
        Assert.Empty(dave.Incoming);

        // It knows of nothing but leaving: who rings rings on (rule CALL-086).
        Assert.IsType<CommandResult.Done>(await alice.SendAsync(new CallCommand.EndCall(id, alice.NextCommandId(), EndCause.HangUp, HangUpScope.Everyone)));
        await RestAsync();
        Assert.Equal("[Incoming]", carol.Incoming[0].Trace);
        Assert.NotEqual(CallState.Ended, bob.Incoming[0].State);
    });

    private async Task<(Person Alice, Call Call, Call Incoming)> MeetAsync(Action<MockOptions>? vendor = null, bool isGroup = true)
    {
        var (alice, bob) = (await EnterAsync("alice", vendor: vendor), await EnterAsync("bob"));
        var call = await alice.CallAsync(new CallRequest(["bob"], CallMedia.Audio) { IsGroup = isGroup });
        await RestAsync();
        await bob.Incoming[0].AcceptAsync();
        await RestAsync();
        return (alice, call, bob.Incoming[0]);
    }

    private static Task UseAsync(CallCapabilities capability, Person alice, ICallSession call) => capability switch
    {
        CallCapabilities.InviteDuringCall => call.InviteAsync(["carol"]),
        CallCapabilities.CancelInvitee => call.CancelInvitationAsync("bob"),
        CallCapabilities.RemoveParticipant => call.RemoveParticipantAsync("bob"),
        CallCapabilities.EndForEveryone => call.HangUpAsync(HangUpScope.Everyone),
        _ => alice.Client.JoinAsync(call.CallId),
    };
}
