using Calling.Media;
using Calling.Providers;
using Calling.Signaling.Wire;

namespace Calling.Signaling.Tests.Wire;

/// <summary>One of everything that travels, every field set.</summary>
internal static class Samples
{
    private static readonly CallParty Alice = new("alice", "phone");
    private static readonly CallParty Bob = new("bob", "desk");
    private static readonly MediaState Media = new(true, false);

    public static CallView View { get; } = new()
    {
        CallId = "c1",
        Revision = 7,
        Details = new CallDetails(Alice, ["bob", "carol"], CallMedia.Video, true, "team", "{\"a\":\"ü😀\"}"),
        Invitations = [new CallInvitation("bob", true, CallResponse.Rejected, "later") { InvitedBy = "carol", Data = "d" }],
        Members = [new CallMember(Bob, Media, true) { LineDown = true }],
        MediaRequest = new CallMediaRequest("r1", "bob", CallMedia.Video),
        IsMember = true,
        InvitedBy = "carol",
        RingRemaining = TimeSpan.FromMilliseconds(29_500),
        Grant = new MediaGrant("ice", "{}"),
        Ending = new CallEnding(EndCause.Replaced, Alice, new ProviderFault("x", "y", "z")) { ReplacedBy = "c2", Data = "d" },
    };

    public static IReadOnlyList<CallCommand> Commands { get; } =
    [
        new CallCommand.PlaceCall("c1", "m1", ["bob"], CallMedia.Video, TimeSpan.FromSeconds(30), Media)
        {
            IsGroup = true, GroupId = "team", Attachment = "line\n\u0001 \"quoted\" ü😀", Glare = GlarePolicy.Busy, FailFast = true,
            Push = new CallPush { Title = "ü😀", Body = "b", Data = "{}" },
        },
        new CallCommand.Alerting("c1", "m1"),
        new CallCommand.Busy("c1", "m1"),
        new CallCommand.AcceptCall("c1", "m1", Media) { Data = "d" },
        new CallCommand.RejectCall("c1", "m1", "in a meeting") { Scope = RejectScope.Device, Data = "d" },
        new CallCommand.RejectCall("c1", "m1", null),
        new CallCommand.CancelCall("c1", "m1") { Data = "d" },
        new CallCommand.LeaveCall("c1", "m1"),
        new CallCommand.EndCall("c1", "m1", EndCause.ConnectFailed, HangUpScope.Everyone) { Data = "d" },
        new CallCommand.InviteUsers("c1", "m1", ["carol", "dave"], TimeSpan.FromSeconds(5)) { Push = new CallPush { Title = "t" } },
        new CallCommand.CancelInvitation("c1", "m1", "carol"),
        new CallCommand.RemoveMember("c1", "m1", "carol"),
        new CallCommand.JoinCall("c1", "m1", Media),
        new CallCommand.SetMediaState("c1", "m1", Media),
        new CallCommand.AskMedia("c1", "m1", CallMedia.Audio),
        new CallCommand.AnswerMedia("c1", "m1", "r1", true),
        new CallCommand.QueryCall("c1", "m1"),
    ];

    public static IReadOnlyList<CallSignal> Signals { get; } =
    [
        new CallSignal.Invited("c1", 1, View.Details, TimeSpan.FromMilliseconds(12_345)),
        new CallSignal.Invited("c1", 1, View.Details, TimeSpan.Zero) { InvitedBy = "carol" },
        new CallSignal.UsersInvited("c1", 2, ["dave", "erin"], "carol"),
        new CallSignal.Alerted("c1", 2, "bob"),
        new CallSignal.Responded("c1", 3, "bob", "desk", CallResponse.Accepted, null),
        new CallSignal.Responded("c1", 3, "bob", null, CallResponse.NoAnswer, "r") { Data = "d" },
        new CallSignal.MemberJoined("c1", 4, new CallMember(Bob, Media, false), new MediaGrant("ice", "{}")),
        new CallSignal.MemberLeft("c1", 5, Bob, EndCause.PeerLost) { Data = "d" },
        new CallSignal.MemberMoved("c1", 5, Bob, new CallMember(new("bob", "tablet"), Media, true)),
        new CallSignal.MemberLine("c1", 5, Bob, false),
        new CallSignal.MediaStateChanged("c1", 6, Bob, Media),
        new CallSignal.MediaRequested("c1", 6, View.MediaRequest!),
        .. Enum.GetValues<MediaRequestOutcome>().Select(outcome => new CallSignal.MediaRequestClosed("c1", 6, "r1", outcome)),
        new CallSignal.MediaChanged("c1", 6, CallMedia.Video, "bob"),
        new CallSignal.Ended("c1", 7, View.Ending!),
        new CallSignal.Ended("c1", 7, new CallEnding(EndCause.NoAnswer)),
    ];

    public static IReadOnlyList<CommandResult> Results { get; } =
    [
        new CommandResult.Done(),
        new CommandResult.Done(View),
        new CommandResult.Refused(RefusalCode.CallGone, View.Ending, "over"),
        .. Enum.GetValues<RefusalCode>().Select(code => new CommandResult.Refused(code)),
    ];

    public static CallRecordPage Records { get; } = new(
        [
            new CallRecord
            {
                CallId = "c1",
                Caller = "alice",
                Invitations = [.. Enum.GetValues<CallOutcome>().Select(outcome => new CallRecordEntry("bob", outcome))],
                Joined = ["guest"],
                Media = CallMedia.Video,
                IsGroup = true,
                GroupId = "team",
                StartedAt = new(2030, 1, 2, 3, 4, 5, 678, TimeSpan.Zero),
                AnsweredAt = new(2030, 1, 2, 3, 4, 9, TimeSpan.Zero),
                EndedAt = new(2030, 1, 2, 3, 5, 9, TimeSpan.Zero),
                Duration = TimeSpan.FromMinutes(1),
                EndedBy = "bob",
            },
            new CallRecord
            {
                CallId = "c2", Caller = "bob", Invitations = [], Media = CallMedia.Audio, StartedAt = DateTimeOffset.UnixEpoch, EndedAt = DateTimeOffset.UnixEpoch,
            },
        ],
        "next");

    public static WireLimits Limits { get; } =
        WireLimits.From(new CallLimits(), WireProtocol.DefaultMaxMessageBytes, WireProtocol.DefaultMaxPeerPayloadBytes);

    public static IReadOnlyList<ClientFrame> ClientFrames { get; } =
    [
        new ClientFrame.Hello([1, 2]) { Token = "t", Device = "d", Sole = true, Resume = new ResumePoint("e", 9), Client = "test" },
        new ClientFrame.Hello([1]),
        .. Commands.Select(command => new ClientFrame.Submit(command)),
        new ClientFrame.Relay("c1", Bob, "sdp", "v=0\r\n") { Id = "p1" },
        new ClientFrame.Acknowledge(12),
        new ClientFrame.AskSnapshot(),
        new ClientFrame.Renew("t2"),
        new ClientFrame.Leave(),
    ];

    public static IReadOnlyList<ServerFrame> ServerFrames { get; } =
    [
        new ServerFrame.Welcome(1, "alice", "phone", "e", 3, false, Limits)
        {
            Snapshot = [View], TokenExpiresIn = TimeSpan.FromHours(1), Server = "Calling/1",
        },
        new ServerFrame.Welcome(1, "alice", "phone", "e", 3, true, Limits),
        .. Results.Select(result => new ServerFrame.Answer("c1", "m1", result)),
        .. Signals.Select((signal, index) => new ServerFrame.Notify(index, signal)),
        new ServerFrame.State([View]),
        new ServerFrame.Relayed("c1", Alice, "ice", "candidate"),
        new ServerFrame.Renewed { TokenExpiresIn = TimeSpan.FromMinutes(5) },
        .. Enum.GetValues<WireErrorCode>().Select(code => new ServerFrame.Error(code, "why") { InReplyTo = "m1", CallId = "c1" }),
        .. Enum.GetValues<ByeCause>().Select(cause => new ServerFrame.Farewell(cause)),
    ];
}
