using System.Net;
using System.Net.WebSockets;
using Calling.Providers;
using Calling.Server.Limits;
using Calling.Signaling.Wire;
using Calling.Tests;

namespace Calling.Server.Tests;

public class LimitTests
{
    [Fact]
    public async Task CALL_113_a_device_over_its_rate_is_refused_until_time_has_passed()
    {
        await using var rig = await ServerRig.StartAsync(o => (o.PerDevice.Burst, o.PerDevice.PerSecond) = (3, 1));
        var alice = await rig.SignInAsync("alice");
        var bob = await rig.SignInAsync("bob");
        for (var i = 0; i < 3; i++)
        {
            await alice.SendAsync(new ClientFrame.AskSnapshot());
            await alice.NextAsync<ServerFrame.State>();
        }

        await alice.SendAsync(new ClientFrame.AskSnapshot());
        Assert.Equal(WireErrorCode.RateLimited, await alice.ErrorAsync());
        Assert.Equal(RefusalCode.RateLimited, Assert.IsType<CommandResult.Refused>(await alice.PlaceAsync("c1", "bob")).Code);
        await bob.SendAsync(new ClientFrame.AskSnapshot());
        Assert.Empty((await bob.NextAsync<ServerFrame.State>()).Calls);
        rig.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.IsType<CommandResult.Done>(await alice.PlaceAsync("c1", "bob"));
    }

    [Fact]
    public async Task CALL_113_the_devices_of_a_user_share_a_limit()
    {
        await using var rig = await ServerRig.StartAsync(o => o.PerUser.Burst = 2);
        var phone = await rig.SignInAsync("alice");
        var desk = await rig.SignInAsync("alice", "desk");
        foreach (var device in new[] { phone, desk })
        {
            await device.SendAsync(new ClientFrame.AskSnapshot());
            await device.NextAsync<ServerFrame.State>();
        }

        await desk.SendAsync(new ClientFrame.AskSnapshot());
        Assert.Equal(WireErrorCode.RateLimited, await desk.ErrorAsync());
    }

    [Fact]
    public async Task CALL_113_the_users_of_an_address_share_a_limit()
    {
        await using var rig = await ServerRig.StartAsync(o => o.PerAddress.Burst = 1);
        var alice = await rig.SignInAsync("alice");
        var bob = await rig.SignInAsync("bob");
        await alice.SendAsync(new ClientFrame.AskSnapshot());
        await alice.NextAsync<ServerFrame.State>();
        await bob.SendAsync(new ClientFrame.AskSnapshot());
        Assert.Equal(WireErrorCode.RateLimited, await bob.ErrorAsync());
    }

    [Fact]
    public async Task CALL_113_a_flood_is_closed()
    {
        await using var rig = await ServerRig.StartAsync(o => o.PerDevice.Burst = 5);
        var other = await rig.SignInAsync("bob");
        var alice = await rig.SignInAsync("alice");
        for (var i = 0; i < 120; i++)
        {
            await alice.SendAsync(new ClientFrame.AskSnapshot());
        }

        Assert.Equal(CloseCodes.RateLimited, await alice.CloseCodeAsync());
        await other.SendAsync(new ClientFrame.AskSnapshot());
        await other.NextAsync<ServerFrame.State>();
    }

    [Fact]
    public async Task Ringing_through_a_list_of_strangers_is_stopped_and_calling_friends_is_not()
    {
        await using var rig = await ServerRig.StartAsync(o => o.MaxCalleesPerMinute = 2);
        var alice = await rig.SignInAsync("alice");
        for (var round = 0; round < 5; round++)
        {
            Assert.IsType<CommandResult.Done>(await alice.PlaceAsync($"c{round}", round % 2 == 0 ? "bob" : "carol"));
            await alice.AskAsync(new CallCommand.CancelCall($"c{round}", alice.NextId()));
        }

        Assert.Equal(RefusalCode.RateLimited, Assert.IsType<CommandResult.Refused>(await alice.PlaceAsync("c9", "dave")).Code);
        rig.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.IsType<CommandResult.Done>(await alice.PlaceAsync("c10", "dave"));
    }

    [Fact]
    public async Task Users_who_do_not_exist_ring_like_those_who_are_away()
    {
        await using var rig = await ServerRig.StartAsync();
        var alice = await rig.SignInAsync("alice");
        var bob = await rig.SignInAsync("bob");
        await bob.SendAsync(new ClientFrame.Leave());
        Assert.Equal(CloseCodes.Normal, await bob.CloseCodeAsync());
        Assert.Equal(await alice.PlaceAsync("c1", "bob"), await alice.PlaceAsync("c2", "no-such-user"));
    }

    [Fact]
    public async Task A_user_has_so_many_devices_and_a_device_that_comes_again_is_no_other()
    {
        await using var rig = await ServerRig.StartAsync(o => o.MaxConnectionsPerUser = 2);
        await rig.SignInAsync("alice", "d1");
        await rig.SignInAsync("alice", "d2");
        await rig.SignInAsync("alice", "d2");
        var third = await rig.OpenAsync();
        await third.SendAsync(new ClientFrame.Hello([1]) { Token = rig.Token("alice"), Device = "d3" });
        Assert.Equal(WireErrorCode.TooManyConnections, await third.ErrorAsync());
        Assert.Equal(CloseCodes.TooManyConnections, await third.CloseCodeAsync());
        await rig.AssertAliveAsync();
    }

    [Fact]
    public async Task An_address_has_so_many_connections_and_gets_them_back()
    {
        await using var rig = await ServerRig.StartAsync(o => o.MaxConnectionsPerAddress = 2);
        var first = await rig.OpenAsync();
        await rig.OpenAsync();
        await AssertRefusedAsync(() => rig.OpenAsync(), HttpStatusCode.TooManyRequests);
        first.Cut();
        WireClient? again = null;
        await Until.True(() =>
        {
            try
            {
                again = rig.OpenAsync().GetAwaiter().GetResult();
            }
            catch (WebSocketException)
            {
                // The server has not noticed yet.
            }

            return again is not null;
        });
    }

    [Fact]
    public async Task An_address_may_not_connect_too_often()
    {
        await using var rig = await ServerRig.StartAsync(o => o.Connects.Burst = 2);
        (await rig.OpenAsync()).Cut();
        (await rig.OpenAsync()).Cut();
        await AssertRefusedAsync(() => rig.OpenAsync(), HttpStatusCode.TooManyRequests);
        rig.Time.Advance(TimeSpan.FromSeconds(1));
        await rig.OpenAsync();
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("https://app.example.com", true)]
    [InlineData("own", true)]
    [InlineData("https://evil.example.com", false)]
    [InlineData("https://app.example.com.evil.com", false)]
    [InlineData("http://app.example.com", false)]
    [InlineData("null", false)]
    [InlineData("http://127.0.0.1", false)]
    public async Task Web_pages_of_other_sites_may_not_connect(string? origin, bool allowed)
    {
        await using var rig = await ServerRig.StartAsync(o => o.AllowedOrigins.Add("https://app.example.com"));
        origin = origin == "own" ? rig.Address.GetLeftPart(UriPartial.Authority) : origin;
        if (allowed)
        {
            await rig.OpenAsync(origin);
        }
        else
        {
            await AssertRefusedAsync(() => rig.OpenAsync(origin), HttpStatusCode.Forbidden);
        }
    }

    [Fact]
    public async Task CALL_113_who_does_not_read_is_closed_and_resumes_and_nobody_else_feels_it()
    {
        await using var rig = await ServerRig.StartAsync(o =>
        {
            o.PerDevice.Burst = o.PerUser.Burst = o.PerAddress.Burst = 100_000;
            o.MaxQueuedBytes = 256 * 1024;
        });
        var (alice, bob) = await RelayTests.ConnectedAsync(rig);
        var payload = new string('x', 60_000);
        ServerFrame? answer = null;

        // Bob reads nothing any more; what the network holds fills up, then his queue.
        for (var i = 0; i < 1_000 && answer is not ServerFrame.Error; i++)
        {
            for (var j = 0; j < 20; j++)
            {
                await alice.SendAsync(new ClientFrame.Relay("c1", bob.Self, "bulk", payload));
            }

            await alice.SendAsync(new ClientFrame.AskSnapshot());
            answer = await alice.ReceiveAsync();
        }

        Assert.Equal(WireErrorCode.PeerUnavailable, Assert.IsType<ServerFrame.Error>(answer).Code);
        await rig.AssertAliveAsync();
        rig.Time.Advance(TimeSpan.FromSeconds(3));
        var again = await rig.SignInAsync("bob", resume: new ResumePoint(bob.Welcome.Epoch, 0));
        Assert.True(again.Welcome.Resumed);
        await again.SignalAsync<CallSignal.Invited>();
    }

    [Fact]
    public void Who_was_quiet_is_forgotten()
    {
        var time = new ManualTime();
        var table = new BucketTable<int>(new RateLimit { Burst = 2, PerSecond = 1 }, time);
        for (var i = 0; i < 5_000; i++)
        {
            table.TryTake(i);
        }

        time.Advance(TimeSpan.FromSeconds(2));
        table.TryTake(-1);
        Assert.Equal(1, table.Count);
    }

    [Theory]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1")]
    [InlineData("192.0.2.1", "192.0.2.1")]
    public void A_household_is_one_address(string address, string key) => Assert.Equal(IPAddress.Parse(key), AddressKey.Of(IPAddress.Parse(address)));

    private static async Task AssertRefusedAsync(Func<Task<WireClient>> open, HttpStatusCode status)
    {
        var refused = await Assert.ThrowsAsync<WebSocketException>(open);
        Assert.Contains($"{(int)status}", refused.Message, StringComparison.Ordinal);
    }
}
