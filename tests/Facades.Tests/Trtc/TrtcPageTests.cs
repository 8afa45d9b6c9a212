using Calling.Trtc;

namespace Calling.Facades.Tests.Trtc;

/// <summary>docs/migrating/trtc.md says of every method, callback and step of the seed which member it is and which test shows it.</summary>
public class TrtcPageTests
{
    private static readonly Type[] s_facade = [typeof(TRTCCalling), typeof(ITRTCCallingDelegate), typeof(TRTCOptions)];

    private static readonly string[] s_methods =
    [
        "addDelegate", "login", "logout", "call", "groupCall", "accept", "reject", "hangup", "startRemoteView", "stopRemoteView", "openCamera",
        "closeCamera", "switchCamera", "setMicMute", "setHandsFree",
    ];

    private static readonly string[] s_callbacks =
    [
        "onInvited", "onGroupCallInviteeListUpdate", "onUserEnter", "onUserLeave", "onUserVideoAvailable", "onUserAudioAvailable",
        "onUserVoiceVolume", "onReject", "onNoResp", "onLineBusy", "onCallingCancel", "onCallingTimeOut", "onCallEnd", "onError",
    ];

    private static readonly string[] s_steps =
    [
        "003 1", "003 2", "003 3", "003 4.1", "003 4.2", "003 5", "003 5.1.1", "003 5.1.2", "003 5.1.3", "003 5.1.4", "003 5.2.1", "003 5.2.2",
        "003 5.2.3", .. from part in new[] { "6.1", "6.2" } from step in Enumerable.Range(1, 6) select $"003 {part}.{step}",
        "003 7.1", "003 7.2", "003 7.3",
    ];

    [Fact]
    public void Every_method_and_callback_has_a_member_and_a_test()
        => Assert.Empty(MigrationTable.Read("trtc.md", "## Member by member").Offences(s_methods.Concat(s_callbacks), s_facade));

    [Fact]
    public void Every_member_has_a_row()
    {
        var told = MigrationTable.Read("trtc.md", "## Member by member").Rows.SelectMany(row => row.Members).ToHashSet();
        var members = typeof(TRTCCalling).GetMethods().Where(m => m.DeclaringType == typeof(TRTCCalling))
            .Concat(typeof(ITRTCCallingDelegate).GetMethods()).Select(m => m.Name).ToList();
        Assert.Equal(15 + 14 + 1, members.Count);
        Assert.Empty(members.Except(told));
    }

    [Fact]
    public void Every_numbered_step_has_members_and_a_test()
        => Assert.Empty(MigrationTable.Read("trtc.md", "## Step by step").Offences(s_steps, s_facade));

    [Fact]
    public void Every_walkthrough_stands_in_its_table()
    {
        var named = MigrationTable.Read("trtc.md", "## Step by step").Rows.SelectMany(row => row.Tests).ToHashSet();
        var tests = new[] { typeof(Seed003Tests), typeof(Seed003GroupTests) }.SelectMany(type => type.GetMethods())
            .Select(method => method.Name).Where(name => name.StartsWith("Seed003_", StringComparison.Ordinal));
        Assert.Empty(tests.Except(named));
    }

    [Fact]
    public async Task The_sample_runs() => Assert.Equal(0, await Samples.TrtcApp.Program.Main());
}
