using Calling.NERtc;

namespace Calling.Facades.Tests.NERtc;

/// <summary>docs/migrating/nertc.md says of every method and event of the seeds which member it is and which test shows it.</summary>
public class PageTests
{
    private static readonly string[] s_methods =
    [
        "login", "logout", "call", "cancel", "accept", "reject", "hangup", "leave", "groupCall", "groupInvite", "switchCallType",
        "enableSwitchCallTypeConfirm", "timeOutSeconds", "setCallTimeout", "setupLocalView", "setupRemoteView", "enableLocalVideo",
        "muteLocalVideo", "muteLocalAudio", "switchCamera", "setLoudSpeakerMode",
    ];

    private static readonly string[] s_events =
    [
        "onInvited", "onUserBusy", "onUserCancel", "onUserAccept", "onUserEnter", "onUserReject", "onUserLeave", "onUserDisconnect",
        "onDisconnect", "onAudioAvailable", "onCameraAvailable", "onCallEnd", "onCallingTimeOut", "onCallTypeChange", "onOtherClientAccept",
        "onOtherClientReject", "onVideoMuted", "onAudioMuted", "onMessageSent", "onError", "onFirstVideoFrameDecoded",
    ];

    private static readonly string[] s_steps =
    [
        .. from seed in new[] { "000", "001" }
           from step in new[] { "1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7", "1.8.1", "1.8.2", "1.9", "1.10" }
           select $"{seed} {step}",
    ];

    [Fact]
    public void Every_method_and_event_has_a_member_and_a_test()
        => Assert.Empty(MigrationTable.Read("nertc.md", "## Member by member").Offences(s_methods.Concat(s_events), typeof(NERtcCallKit)));

    [Fact]
    public void Every_member_has_a_row()
    {
        var told = MigrationTable.Read("nertc.md", "## Member by member").Rows.SelectMany(row => row.Members).ToHashSet();
        var members = typeof(NERtcCallKit).GetMembers().Where(m => m.DeclaringType!.Namespace == "Calling.NERtc").Where(
            m => m is System.Reflection.EventInfo or System.Reflection.PropertyInfo or System.Reflection.MethodInfo { IsSpecialName: false });
        Assert.Empty(members.Select(m => m.Name).Where(name => !told.Contains(name)).Distinct());
    }

    [Fact]
    public void Every_numbered_step_has_members_and_a_test()
        => Assert.Empty(MigrationTable.Read("nertc.md", "## Step by step").Offences(s_steps, typeof(NERtcCallKit)));

    [Fact]
    public async Task The_sample_runs() => Assert.Equal(0, await Samples.NERtcApp.Program.Main());
}
