using Calling.Providers;
using Calling.Signaling.Wire;
using Calling.Tests;

namespace Calling.Server.Tests;

public class ResumeTests
{
    [Fact]
    public async Task CALL_110_after_a_cut_nothing_is_lost_or_told_twice()
    {
        await using var rig = await ServerRig.StartAsync();
        var alice = await rig.SignInAsync("alice");
        var bob = await rig.SignInAsync("bob");
        await alice.PlaceAsync("c1", "bob");
        await bob.AskAsync(new CallCommand.Alerting("c1", "m1"));
        var alerted = await alice.NextAsync<ServerFrame.Notify>();
        Assert.IsType<CallSignal.Alerted>(alerted.Signal);
        alice.Cut();
        await bob.AskAsync(new CallCommand.RejectCall("c1", "m2", "busy"));
        var again = await rig.SignInAsync("alice", resume: new ResumePoint(alice.Welcome.Epoch, alerted.Sequence));
        Assert.True(again.Welcome.Resumed);
        Assert.Null(again.Welcome.Snapshot);
        Assert.Equal(alerted.Sequence, again.Welcome.Cursor);
        var next = await again.NextAsync<ServerFrame.Notify>();
        Assert.Equal(alerted.Sequence + 1, next.Sequence);
        Assert.Equal(CallResponse.Rejected, Assert.IsType<CallSignal.Responded>(next.Signal).Response);
        Assert.Equal(EndCause.Rejected, (await again.SignalAsync<CallSignal.Ended>()).Ending.Cause);
    }

    [Theory]
    [InlineData("another-epoch", 0)]
    [InlineData(null, 99)]
    public async Task A_cursor_that_means_nothing_here_gets_a_snapshot(string? epoch, long cursor)
    {
        await using var rig = await ServerRig.StartAsync();
        var alice = await rig.SignInAsync("alice");
        await alice.PlaceAsync("c1", "bob");
        alice.Cut();
        var again = await rig.SignInAsync("alice", resume: new ResumePoint(epoch ?? alice.Welcome.Epoch, cursor));
        Assert.False(again.Welcome.Resumed);
        Assert.Equal("c1", Assert.Single(again.Welcome.Snapshot!).CallId);
    }

    [Fact]
    public async Task What_was_acknowledged_is_not_kept()
    {
        await using var rig = await ServerRig.StartAsync();
        var alice = await rig.SignInAsync("alice");
        var bob = await rig.SignInAsync("bob");
        await alice.PlaceAsync("c1", "bob");
        await bob.SignalAsync<CallSignal.Invited>();
        await bob.SendAsync(new ClientFrame.Acknowledge(1));
        await bob.AskAsync(new CallCommand.Alerting("c1", "m1"));
        bob.Cut();
        Assert.False((await rig.SignInAsync("bob", resume: new ResumePoint(bob.Welcome.Epoch, 0))).Welcome.Resumed);
    }

    [Fact]
    public async Task CALL_005_the_same_device_again_closes_the_former_connection()
    {
        await using var rig = await ServerRig.StartAsync();
        var first = await rig.SignInAsync("alice");
        var second = await rig.SignInAsync("alice");
        Assert.Equal(ByeCause.KickedOffline, (await first.NextAsync<ServerFrame.Farewell>()).Cause);
        Assert.Equal(CloseCodes.KickedOffline, await first.CloseCodeAsync());
        var bob = await rig.SignInAsync("bob");
        await bob.PlaceAsync("c1", "alice");
        await second.SignalAsync<CallSignal.Invited>();
    }

    [Fact]
    public async Task CALL_005_of_many_at_once_with_the_same_device_one_remains_and_it_hears_all()
    {
        await using var rig = await ServerRig.StartAsync();
        for (var round = 0; round < 5; round++)
        {
            var user = $"alice{round}";
            var clients = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
            {
                var client = await rig.OpenAsync();
                await client.SendAsync(new ClientFrame.Hello([1]) { Token = rig.Token(user), Device = "phone" });
                return client;
            }));
            var caller = await rig.SignInAsync($"bob{round}");

            // Each reads to its end, or to the invitation; a call is placed once the others are gone. Its own sign-in may still be under way then, and
            // shows the call that rings already.
            var ends = clients.Select(async client =>
            {
                while (await client.ReceiveAsync() is { } frame)
                {
                    if (frame is ServerFrame.Notify { Signal: CallSignal.Invited } or ServerFrame.Welcome { Snapshot: [{ RingRemaining: not null }] })
                    {
                        return true;
                    }
                }

                return false;
            }).ToList();
            await Until.True(() => ends.Count(end => end.IsCompleted) == 5);
            await caller.PlaceAsync($"c{round}", user);
            Assert.Single(await Task.WhenAll(ends).Soon(), heard => heard);
        }
    }

    [Fact]
    public async Task CALL_013_two_devices_of_a_user_both_ring()
    {
        await using var rig = await ServerRig.StartAsync();
        var phone = await rig.SignInAsync("alice", "phone");
        var desk = await rig.SignInAsync("alice", "desk");
        var bob = await rig.SignInAsync("bob");
        await bob.PlaceAsync("c1", "alice");
        await phone.SignalAsync<CallSignal.Invited>();
        await desk.SignalAsync<CallSignal.Invited>();
        await phone.AcceptAsync("c1");
        Assert.Equal(EndCause.AnsweredElsewhere, (await desk.SignalAsync<CallSignal.Ended>()).Ending.Cause);
    }

    [Fact]
    public async Task CALL_112_a_device_that_does_not_come_back_is_lost_to_its_peer()
    {
        await using var rig = await ServerRig.StartAsync();
        var (alice, bob) = await RelayTests.ConnectedAsync(rig);
        bob.Cut();
        await Until.True(() => rig.ConnectedDevices == 1);
        var ended = Task.Run(async () =>
        {
            while (true)
            {
                if (await alice.ReceiveAsync() is ServerFrame.Notify { Signal: CallSignal.Ended end })
                {
                    return end;
                }
            }
        });
        await Until.True(() =>
        {
            rig.Time.Advance(TimeSpan.FromSeconds(1));
            return ended.IsCompleted;
        });
        Assert.Equal(EndCause.PeerLost, (await ended).Ending.Cause);
    }

    [Fact]
    public async Task CALL_036_bye_ends_the_devices_part_at_once()
    {
        await using var rig = await ServerRig.StartAsync();
        var (alice, bob) = await RelayTests.ConnectedAsync(rig);
        await bob.SendAsync(new ClientFrame.Leave());
        Assert.Equal(CloseCodes.Normal, await bob.CloseCodeAsync());
        ServerFrame.Notify? last;
        do
        {
            last = await RelayTests.SkipAsync<ServerFrame.Notify>(alice);
        }
        while (last.Signal is not CallSignal.Ended);
    }
}
