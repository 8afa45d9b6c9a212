using Calling.Acs.Emulator;

namespace Calling.Acs.Tests.Native;

/// <summary>The vendor rings all devices of a user, although MultiDevice is not declared: what is known of that holds whatever a decline means.</summary>
public class SeveralDevicesTests
{
    public static TheoryData<bool> Readings => [true, false];

    [Theory]
    [MemberData(nameof(Readings))]
    public async Task One_answers_and_the_other_stops(bool rejectIsForAll)
    {
        await using var people = new Neighbours(new EmulatorSettings { RejectIsForAllEndpoints = rejectIsForAll });
        var (outgoing, phone, tablet) = await RingAsync(people);
        await tablet.AcceptAsync();
        var end = await Neighbours.EndsAsync(phone);
        Assert.Equal((CallEndReason.AnsweredElsewhere, "bob", "487", "10003"), (end.Reason, end.EndedBy, end.ProviderCode, end.ProviderSubcode));
        await Calling.Tests.Until.True(() => outgoing.Snapshot.State == CallState.Connected && tablet.Snapshot.State == CallState.Connected);
    }

    [Theory]
    [MemberData(nameof(Readings))]
    public async Task A_cancel_stops_both(bool rejectIsForAll)
    {
        await using var people = new Neighbours(new EmulatorSettings { RejectIsForAllEndpoints = rejectIsForAll });
        var (outgoing, phone, tablet) = await RingAsync(people);
        Assert.True(await outgoing.TryCancelAsync());
        Assert.Equal(CallEndReason.RemoteCancel, (await Neighbours.EndsAsync(phone)).Reason);
        Assert.Equal(CallEndReason.RemoteCancel, (await Neighbours.EndsAsync(tablet)).Reason);
    }

    [Fact]
    public async Task A_decline_for_all_ends_it_everywhere()
    {
        await using var people = new Neighbours();
        var (outgoing, phone, tablet) = await RingAsync(people);
        await phone.RejectAsync();
        Assert.Equal(CallEndReason.RejectedElsewhere, (await Neighbours.EndsAsync(tablet)).Reason);
        Assert.Equal(CallEndReason.RemoteReject, (await Neighbours.EndsAsync(outgoing)).Reason);
    }

    [Fact]
    public async Task A_decline_of_one_leaves_the_other_ringing()
    {
        await using var people = new Neighbours(new EmulatorSettings { RejectIsForAllEndpoints = false });
        var (outgoing, phone, tablet) = await RingAsync(people);
        await phone.RejectAsync();
        await tablet.AcceptAsync();
        await Calling.Tests.Until.True(() => outgoing.Snapshot.State == CallState.Connected);
        Assert.Equal(CallEndReason.LocalReject, phone.Snapshot.End!.Reason);
    }

    [Fact]
    public async Task Who_puts_it_aside_on_one_device_rings_on_the_other()
    {
        await using var people = new Neighbours();
        var (outgoing, phone, tablet) = await RingAsync(people);
        await phone.DisposeAsync();
        await tablet.AcceptAsync();
        await Calling.Tests.Until.True(() => outgoing.Snapshot.State == CallState.Connected);
    }

    private static async Task<(ICallSession Out, ICallSession Phone, ICallSession Tablet)> RingAsync(Neighbours people)
    {
        var (alice, phone, tablet) = (await people.EnterAsync("alice"), await people.EnterAsync("bob"), await people.EnterAsync("bob", "tablet"));
        var outgoing = await alice.CallAsync("bob", CallMedia.Audio);
        return (outgoing, await Neighbours.HasAsync(phone, CallState.Incoming), await Neighbours.HasAsync(tablet, CallState.Incoming));
    }
}
