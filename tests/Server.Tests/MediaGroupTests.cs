using Calling.Providers;

namespace Calling.Server.Tests;

/// <summary>A media vendor's group for each call, known to its members alone (rule CALL-099).</summary>
public sealed class MediaGroupTests
{
    [Fact]
    public async Task CALL_099_the_members_learn_one_group_and_who_rings_learns_none()
    {
        await using var rig = await ServerRig.StartAsync(o => o.MediaGroup.Scheme = "acs-group");
        var alice = await rig.SignInAsync("alice");
        var bob = await rig.SignInAsync("bob");
        var phone = await rig.SignInAsync("bob", "tablet");
        Assert.Null(Assert.IsType<CommandResult.Done>(await alice.PlaceAsync("c1", "bob")).View?.Grant);
        await bob.SignalAsync<CallSignal.Invited>();
        await phone.SignalAsync<CallSignal.Invited>();
        Assert.Null(Assert.IsType<CommandResult.Done>(await bob.AskAsync(new CallCommand.QueryCall("c1", bob.NextId()))).View!.Grant);
        var ofBob = Assert.IsType<CommandResult.Done>(await bob.AcceptAsync("c1")).View!.Grant!;
        await alice.SignalAsync<CallSignal.Responded>();
        var ofAlice = (await alice.SignalAsync<CallSignal.MemberJoined>()).Grant;
        Assert.Equal(ofBob, ofAlice);
        Assert.Equal("acs-group", ofBob.Scheme);
        Assert.True(Guid.TryParseExact(ofBob.Value, "D", out var id) && id.Version == 8 && id != Guid.Empty);
        Assert.DoesNotContain(ofBob.Value, (await phone.ReceiveAsync())!.ToString(), StringComparison.Ordinal);
        var gone = Assert.IsType<CommandResult.Refused>(await phone.AcceptAsync("c1"));
        Assert.DoesNotContain(ofBob.Value, gone.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CALL_099_each_call_has_another_group_and_so_has_each_server_without_a_secret()
    {
        var groups = new List<string>();
        foreach (string call in (string[])["c1", "c2", "c1"])
        {
            await using var rig = await ServerRig.StartAsync(o => o.MediaGroup.Scheme = "acs-group");
            groups.Add((await TalkAsync(rig, call))!.Value);
            groups.Add((await TalkAsync(rig, $"{call}-again"))!.Value);
        }

        Assert.Equal(6, groups.Distinct().Count());
    }

    [Fact]
    public async Task Servers_with_the_same_secret_know_the_same_groups()
    {
        var groups = new List<string>();
        foreach (string secret in (string[])["0123456789abcdef0123456789abcdef", "0123456789abcdef0123456789abcdef", "fedcba9876543210fedcba9876543210"])
        {
            await using var rig = await ServerRig.StartAsync(o => (o.MediaGroup.Scheme, o.MediaGroup.Secret) = ("acs-group", secret));
            groups.Add((await TalkAsync(rig, "c1"))!.Value);
        }

        Assert.Equal(groups[0], groups[1]);
        Assert.NotEqual(groups[0], groups[2]);
    }

    [Fact]
    public async Task What_the_application_hands_out_goes_first()
    {
        var ice = new MediaGrant("ice", "[]");
        await using var rig = await ServerRig.StartAsync(o =>
        {
            o.MediaGroup.Scheme = "acs-group";
            o.Exchange.Grant = (_, device) => device.UserId == "bob" ? ice : null;
        });
        Assert.Equal(ice, await TalkAsync(rig, "c1"));
        Assert.Equal("acs-group", (await TalkAsync(rig, "c2", callee: "carol"))!.Scheme);
    }

    [Fact]
    public async Task Without_the_setting_nothing_is_handed_out()
    {
        await using var rig = await ServerRig.StartAsync();
        Assert.Null(await TalkAsync(rig, "c1"));
    }

    /// <summary>Somebody calls and is answered.</summary>
    /// <returns>What the callee was handed.</returns>
    private static async Task<MediaGrant?> TalkAsync(ServerRig rig, string call, string callee = "bob")
    {
        var caller = await rig.SignInAsync($"caller-of-{call}");
        var answering = await rig.SignInAsync(callee, $"device-of-{call}");
        await caller.PlaceAsync(call, callee);
        var grant = Assert.IsType<CommandResult.Done>(await answering.AcceptAsync(call)).View!.Grant;
        await answering.AskAsync(new CallCommand.EndCall(call, answering.NextId(), EndCause.HangUp, HangUpScope.Self));
        return grant;
    }
}
