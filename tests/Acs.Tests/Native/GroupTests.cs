using Azure.Communication.Calling.WindowsClient;
using Calling.Acs.Emulator;
using Calling.Providers.Acs;
using Calling.Tests;

namespace Calling.Acs.Tests.Native;

/// <summary>Group calls that the vendor rings: what the kit does not ask, and what its documents leave open.</summary>
public class GroupTests
{
    public static TheoryData<ParticipantReasons> Reasons => [.. Enum.GetValues<ParticipantReasons>()];

    [Fact]
    public async Task CALL_013_whom_the_directory_does_not_know_does_not_keep_the_others_from_the_call()
    {
        await using var people = new Neighbours();
        var (alice, bob) = (await people.EnterAsync("alice"), await people.EnterAsync("bob"));
        var call = await alice.GroupCallAsync(["stranger", "bob"], CallMedia.Audio);
        await (await Neighbours.HasAsync(bob, CallState.Incoming)).AcceptAsync();
        await JoinedAsync(call, "bob");
        Assert.Equal(CallResponse.Unreachable, Of(call, "stranger").Response);

        await call.InviteAsync(["nobody"]);
        await Until.True(() => Of(call, "nobody").Response == CallResponse.Unreachable);
        Assert.Equal(CallState.Connected, call.Snapshot.State);
    }

    [Fact]
    public async Task CALL_013_a_group_of_whom_nobody_is_known_is_unreachable()
    {
        await using var people = new Neighbours();
        var alice = await people.EnterAsync("alice");
        Assert.Equal(CallEndReason.Unreachable, (await Neighbours.EndsAsync(await alice.GroupCallAsync(["x", "y"], CallMedia.Audio))).Reason);
    }

    [Theory]
    [MemberData(nameof(Reasons))]
    public async Task CALL_088_the_common_reason_is_known_with_the_vendors_reasons_and_without(ParticipantReasons reasons)
    {
        await using var people = new Neighbours(new EmulatorSettings { ParticipantReasons = reasons });
        var (alice, bob, carol) = (await people.EnterAsync("alice"), await people.EnterAsync("bob"), await people.EnterAsync("carol"));
        var call = await alice.GroupCallAsync(["bob", "carol"], CallMedia.Audio);
        await (await Neighbours.HasAsync(bob, CallState.Incoming)).RejectAsync();
        await RingsAsync(call, "carol");
        await (await Neighbours.HasAsync(carol, CallState.Incoming)).RejectAsync();
        Assert.Equal(CallEndReason.RemoteReject, (await Neighbours.EndsAsync(call)).Reason);

        people.Token("dave");
        call = await alice.GroupCallAsync(["bob", "dave"], CallMedia.Audio);
        await RingsAsync(call, "bob");
        await (await Neighbours.HasAsync(bob, CallState.Incoming)).RejectAsync();
        Assert.Equal(CallEndReason.NoAnswer, (await Neighbours.EndsAsync(call)).Reason);
        Assert.Equal((CallResponse.Rejected, CallResponse.Unreachable), (Of(call, "bob").Response, Of(call, "dave").Response));
        Assert.Equal(CallEndReason.Unreachable, (await Neighbours.EndsAsync(await alice.GroupCallAsync(["dave"], CallMedia.Audio))).Reason);
    }

    [Theory]
    [MemberData(nameof(Reasons))]
    public async Task CALL_082_whose_time_has_passed_is_taken_back_alone(ParticipantReasons reasons)
    {
        await using var people = new Neighbours(new EmulatorSettings { ParticipantReasons = reasons });
        var (alice, bob, carol) = (await people.EnterAsync("alice"), await people.EnterAsync("bob"), await people.EnterAsync("carol"));
        var call = await alice.GroupCallAsync(["bob", "carol"], CallMedia.Audio, configure: o => o.RingTimeout = TimeSpan.FromSeconds(2));
        var ringing = await Neighbours.HasAsync(carol, CallState.Incoming);
        await (await Neighbours.HasAsync(bob, CallState.Incoming)).AcceptAsync();
        await JoinedAsync(call, "bob");
        await Until.True(() => Of(call, "carol").Response == CallResponse.NoAnswer);
        Assert.Equal(CallEndReason.RemoteCancel, (await Neighbours.EndsAsync(ringing)).Reason);
        Assert.Equal(CallState.Connected, call.Snapshot.State);
    }

    [Fact]
    public async Task CALL_083_if_one_cannot_be_added_whoever_was_before_is_taken_back()
    {
        await using var people = new Neighbours();
        var alice = await people.EnterAsync("alice", configure: o => o.Directory = _ => new Namesakes(people.Directory));
        var (bob, dave) = (await people.EnterAsync("bob"), await people.EnterAsync("dave"));
        var call = await alice.GroupCallAsync(["bob"], CallMedia.Audio);
        await (await Neighbours.HasAsync(bob, CallState.Incoming)).AcceptAsync();
        await JoinedAsync(call, "bob");
        await Assert.ThrowsAsync<CallException>(() => call.InviteAsync(["dave", "dave-again"]));
        await Until.True(() => dave.Calls.All(c => c.Snapshot.State == CallState.Ended));
        Assert.DoesNotContain(call.Snapshot.Participants, p => p.UserId.StartsWith("dave", StringComparison.Ordinal) && p.State != ParticipantState.Gone);
        Assert.Equal(CallState.Connected, call.Snapshot.State);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CALL_084_it_is_over_for_everyone_whether_or_not_the_vendor_takes_the_group_to_have_a_host(bool hasHost)
    {
        await using var people = new Neighbours(new EmulatorSettings { EnteredGroupsHaveHosts = hasHost });
        var (call, bob, carol) = await ConnectAsync(people);
        var dave = await people.EnterAsync("dave");
        await call.InviteAsync(["dave"]);
        var ringing = await Neighbours.HasAsync(dave, CallState.Incoming);
        await call.HangUpAsync(HangUpScope.Everyone);
        var expected = hasHost ? (CallEndReason.RemoteHangUp, "alice", "4097") : (CallEndReason.Removed, null, "5000");
        foreach (var member in new[] { bob, carol })
        {
            var end = await Neighbours.EndsAsync(member);
            Assert.Equal(expected, (end.Reason, end.EndedBy, end.ProviderSubcode));
        }

        Assert.Equal(CallEndReason.RemoteCancel, (await Neighbours.EndsAsync(ringing)).Reason);
    }

    [Fact]
    public async Task CALL_085_who_is_left_by_the_caller_of_a_group_of_two_is_the_last_and_of_a_call_of_two_is_hung_up_on()
    {
        await using var people = new Neighbours();
        var (alice, bob) = (await people.EnterAsync("alice"), await people.EnterAsync("bob"));
        foreach (bool isGroup in new[] { true, false })
        {
            var call = isGroup ? await alice.GroupCallAsync(["bob"], CallMedia.Audio) : await alice.CallAsync("bob", CallMedia.Audio);
            var incoming = await Neighbours.HasAsync(bob, CallState.Incoming);
            await incoming.AcceptAsync();
            await JoinedAsync(call, "bob");
            await JoinedAsync(incoming, "alice");
            Assert.False(incoming.Snapshot.IsGroup);
            await call.HangUpAsync();
            var end = await Neighbours.EndsAsync(incoming);
            Assert.Equal((isGroup, isGroup ? CallEndReason.LastParticipantLeft : CallEndReason.RemoteHangUp), (incoming.Snapshot.IsGroup, end.Reason));
        }
    }

    [Theory]
    [InlineData(5000)]
    [InlineData(5300)]
    public async Task CALL_089_who_is_removed_reads_that_and_the_vendors_code(int subcode)
    {
        await using var people = new Neighbours(new EmulatorSettings { Removed = new(0, subcode) });
        var (call, bob, carol) = await ConnectAsync(people);
        await call.RemoveParticipantAsync("bob");
        var end = await Neighbours.EndsAsync(bob);
        Assert.Equal((CallEndReason.Removed, null, "0", subcode.ToString()), (end.Reason, end.EndedBy, end.ProviderCode, end.ProviderSubcode));
        Assert.Equal((ParticipantState.Gone, CallEndReason.Removed), (Of(call, "bob").State, Of(call, "bob").LeftReason));
        await Until.True(() => Of(carol, "bob").State == ParticipantState.Gone);
        Assert.Equal((CallState.Connected, CallState.Connected), (call.Snapshot.State, carol.Snapshot.State));
    }

    [Fact]
    public async Task CALL_083_a_call_of_two_into_which_another_app_takes_somebody_is_a_group_from_then_on()
    {
        await using var people = new Neighbours();
        var (bob, carol) = (await people.EnterAsync("bob"), await people.EnterAsync("carol"));
        var agent = await people.Device("alice").CreateClient(new())
            .CreateCallAgentAsync(new CallTokenCredential(people.Token("alice")), new CallAgentOptions()).Soon();
        UserCallIdentifier bobsId = new((await people.Directory.FindAcsIdAsync("bob", default))!), carolsId = new((await people.Directory.FindAcsIdAsync("carol", default))!);
        var sdk = await agent.StartCallAsync([bobsId], new StartCallOptions()).Soon();
        var atBob = await Neighbours.HasAsync(bob, CallState.Incoming);
        await atBob.AcceptAsync();
        await JoinedAsync(atBob, "alice");
        sdk.AddParticipant(carolsId);
        sdk.AddParticipant(new UserCallIdentifier(people.Cloud.CreateIdentity()));
        var atCarol = await Neighbours.HasAsync(carol, CallState.Incoming);
        await atCarol.AcceptAsync();
        await JoinedAsync(atBob, "carol");
        await JoinedAsync(atCarol, "bob");
        Assert.Equal((true, true), (atBob.Snapshot.IsGroup, atCarol.Snapshot.IsGroup));
        Assert.Equal(["alice", "carol"], atBob.Snapshot.Participants.Select(p => p.UserId).Order());
    }

    private static async Task<(ICallSession Call, ICallSession Bob, ICallSession Carol)> ConnectAsync(Neighbours people)
    {
        var (alice, bob, carol) = (await people.EnterAsync("alice"), await people.EnterAsync("bob"), await people.EnterAsync("carol"));
        var call = await alice.GroupCallAsync(["bob", "carol"], CallMedia.Audio);
        var (atBob, atCarol) = (await Neighbours.HasAsync(bob, CallState.Incoming), await Neighbours.HasAsync(carol, CallState.Incoming));
        await atBob.AcceptAsync();
        await atCarol.AcceptAsync();
        await JoinedAsync(call, "bob", "carol");
        await JoinedAsync(atBob, "alice", "carol");
        await JoinedAsync(atCarol, "alice", "bob");
        return (call, atBob, atCarol);
    }

    /// <summary>Knows everybody by a second name, too.</summary>
    private sealed class Namesakes(IAcsDirectory inner) : IAcsDirectory
    {
        public ValueTask<string?> FindAcsIdAsync(string userId, CancellationToken ct) => inner.FindAcsIdAsync(userId.Replace("-again", "", StringComparison.Ordinal), ct);

        public ValueTask<string?> FindUserIdAsync(string acsId, CancellationToken ct) => inner.FindUserIdAsync(acsId, ct);
    }

    private static CallParticipant Of(ICallSession call, string user) => call.Snapshot.Participants.Single(p => p.UserId == user);

    private static Task JoinedAsync(ICallSession call, params string[] users) => Until.True(
        () => users.All(user => call.Snapshot.Participants.Any(p => p.UserId == user && p.State == ParticipantState.Joined)), $"{string.Join(", ", users)} joined");

    private static Task RingsAsync(ICallSession call, string user) => Until.True(() => Of(call, user).State == ParticipantState.Ringing, $"{user} rings");
}
