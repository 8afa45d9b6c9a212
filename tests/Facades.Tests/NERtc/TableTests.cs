using Calling.NERtc;

namespace Calling.Facades.Tests.NERtc;

/// <summary>The vendor's error table: every method at every status.</summary>
public abstract class TableTests(FacadeStage stage) : KitTests(stage)
{
    private static readonly NERtcCallStatus[] s_statuses =
        [NERtcCallStatus.Idle, NERtcCallStatus.Calling, NERtcCallStatus.Called, NERtcCallStatus.InCall];

    public sealed class OnMock() : TableTests(new MockStage());

    public sealed class OnWebRtc() : TableTests(new WebRtcStage());

    /// <summary>Codes while Idle, Calling, Called and InCall, of a call of two; 0 is success.</summary>
    public static TheoryData<string, int[]> Rows => new()
    {
        { "call", [0, 20002, 20003, 20004] },
        { "groupCall", [0, 20002, 20003, 20004] },
        { "hangup", [20005, 0, 20007, 0] },
        { "leave", [20009, 20010, 20011, 0] },
        { "cancel", [20013, 0, 20015, 20016] },
        { "accept", [20017, 20018, 0, 20020] },
        { "reject", [20021, 20022, 0, 20024] },
        { "switchCallType", [20025, 20026, 20027, 0] },
        { "groupInvite", [20029, 20032, 20031, 20032] },
        { "muteLocalAudio", [2000, 0, 0, 0] },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public Task Every_method_at_every_status_has_its_code(string method, int[] codes) => Stage.RunAsync(async () =>
    {
        for (int i = 0; i < codes.Length; i++)
        {
            var kit = await BringAsync(s_statuses[i], $"{method}{i}");
            if (codes[i] == 0)
            {
                await Do(kit, method);
            }
            else
            {
                await FailsAsync(codes[i], () => Do(kit, method));
                Assert.Equal(s_statuses[i], kit.Status);
            }
        }
    });

    [Fact]
    public void Every_code_is_named()
        => Assert.All(Rows.SelectMany(row => row.Data.Item2).Where(code => code != 0), code => Assert.True(Enum.IsDefined((NERtcErrorCode)code), $"{code}"));

    [Fact]
    public Task switchCallType_in_a_group_is_20102() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TwoAsync();
        await alice.Kit.GroupCallAsync(["bob"], NERtcCallType.Audio);
        await HearsAsync(bob, "onInvited alice");
        await bob.Kit.AcceptAsync();
        await FailsAsync(20102, () => bob.Kit.SwitchCallTypeAsync(NERtcCallType.Video));
    });

    [Fact]
    public Task switchCallType_before_the_other_has_entered_is_20100() => Stage.RunAsync(async () =>
    {
        var (_, bob) = await RingAsync(NERtcCallType.Audio);
        Stage.Cut("alice");
        await bob.Kit.AcceptAsync();
        await FailsAsync(20100, () => bob.Kit.SwitchCallTypeAsync(NERtcCallType.Video));
    });

    [Fact]
    public Task switchCallType_while_a_request_waits_is_2000() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TalkAsync(NERtcCallType.Audio);
        bob.Kit.EnableSwitchCallTypeConfirm(video: true, audio: false);
        var asking = alice.Kit.SwitchCallTypeAsync(NERtcCallType.Video);
        await HearsAsync(bob, "onCallTypeChange Video Invite");
        await FailsAsync(2000, () => alice.Kit.SwitchCallTypeAsync(NERtcCallType.Video));
        await FailsAsync(2000, () => alice.Kit.SwitchCallTypeAsync(NERtcCallType.Video, NERtcSwitchState.Agree));
        await bob.Kit.SwitchCallTypeAsync(NERtcCallType.Video, NERtcSwitchState.Reject);
        await asking;
        await FailsAsync(2000, () => bob.Kit.SwitchCallTypeAsync(NERtcCallType.Video, NERtcSwitchState.Agree));
        await FailsAsync(2000, () => bob.Kit.SwitchCallTypeAsync(NERtcCallType.Video, NERtcSwitchState.Reject));
    });

    private static Task Do(NERtcCallKit kit, string method) => method switch
    {
        "call" => kit.CallAsync("dave", NERtcCallType.Audio),
        "groupCall" => kit.GroupCallAsync(["dave", "eve"], NERtcCallType.Audio),
        "hangup" => kit.HangupAsync(),
        "leave" => kit.LeaveAsync(),
        "cancel" => kit.CancelAsync(),
        "accept" => kit.AcceptAsync(),
        "reject" => kit.RejectAsync(),
        "switchCallType" => kit.SwitchCallTypeAsync(NERtcCallType.Audio),
        "groupInvite" => kit.GroupInviteAsync(["dave"]),
        "muteLocalAudio" => kit.MuteLocalAudioAsync(true),
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, null),
    };

    /// <summary>A new user's kit at a status, in a call of two with another new user.</summary>
    private async Task<NERtcCallKit> BringAsync(NERtcCallStatus status, string suffix)
    {
        var (one, other) = (await EnterAsync($"one-{suffix}"), await EnterAsync($"other-{suffix}"));
        if (status == NERtcCallStatus.Calling)
        {
            await CallAsync(one, other, NERtcCallType.Audio);
        }
        else if (status != NERtcCallStatus.Idle)
        {
            await CallAsync(other, one, NERtcCallType.Audio);
        }

        if (status == NERtcCallStatus.InCall)
        {
            await one.Kit.AcceptAsync();
            await EnteredAsync(one, other);
        }

        Assert.Equal(status, one.Kit.Status);
        return one.Kit;
    }
}
