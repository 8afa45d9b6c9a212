using Calling.Media;
using System.Collections.Immutable;
using Calling.Providers;

namespace Calling.Machines;

/// <summary>Everything that one device knows of one call; immutable. Kept for a while after the end, so that stragglers find it ended.</summary>
internal sealed record CallModel
{
    public required string CallId { get; init; }

    public required CallDirection Direction { get; init; }

    public required CallState State { get; init; }

    public required CallDetails Details { get; init; }

    public required CallParty Self { get; init; }

    public required Outbox Outbox { get; init; }

    /// <summary>What the user has switched on.</summary>
    public MediaState LocalMedia { get; init; }

    /// <summary>What the app gave along when it entered by the call's id, for the session to come.</summary>
    public MediaSources Sources { get; init; }

    /// <summary>Everybody else, in the order of coming in.</summary>
    public ImmutableArray<Peer> Peers { get; init; } = [];

    /// <summary>The last signal's; see <see cref="CallSignal.Revision"/>.</summary>
    public long Revision { get; init; }

    /// <summary>The highest revision of a signal that could not be taken: it overtook others, or came while it still rang here.</summary>
    public long Seen { get; init; }

    /// <summary><see cref="Seen"/> when the call was asked for last.</summary>
    public long AskedFor { get; init; }

    /// <summary>A signal that nobody counts came while an accept was on its way, and was not taken.</summary>
    public bool Overtaken { get; init; }

    /// <summary>Nothing of it is said before what former calls still have to say.</summary>
    public bool IsWaiting { get; init; }

    public bool LineUp { get; init; } = true;

    /// <summary>False while the part of the line that carries this call is down, whatever the line as a whole is (rule CALL-143).</summary>
    public bool PartUp { get; init; } = true;

    public bool MediaOpen { get; init; }

    /// <summary>It rings no longer than this device's own setting, shorter than the caller's (rule CALL-046).</summary>
    public bool RingsShort { get; init; }

    /// <summary>When the last of the own call's invitations has rung long enough, by this device's clock (rules CALL-040, CALL-082).</summary>
    public TimeSpan RingsUntil { get; init; }

    /// <summary>
    /// Until when those whom this device has invited ring, by its clock: of a group call whose arbiter does not measure, this device takes each invitation
    /// back by itself (rule CALL-082).
    /// </summary>
    public ImmutableDictionary<string, TimeSpan> Rings { get; init; } = ImmutableDictionary<string, TimeSpan>.Empty;

    /// <summary>Whose answer came last.</summary>
    public string? LastResponder { get; init; }

    /// <summary>The ring time has passed by this device's clock, and the arbiter, which does not measure it, was asked to take the call back.</summary>
    public bool RangOut { get; init; }

    /// <summary>It was for that reason that the call was cancelled, and not because the user wanted it.</summary>
    public bool TakenBack { get; init; }

    /// <summary>Who invited this user, if that is not the caller (rule CALL-083).</summary>
    public string? InvitedBy { get; init; }

    /// <summary>How many of the call's invitations are known here.</summary>
    public int InvitationCount { get; init; }

    /// <summary>When the line went down; null while it is up.</summary>
    public TimeSpan? DownSince { get; init; }

    /// <summary>A request to change what the call is for that waits, by this user or another.</summary>
    public CallMediaRequest? MediaRequest { get; init; }

    /// <summary>The other user's request that this user has answered, and how, until the arbiter says what became of it.</summary>
    public (string RequestId, bool Agreed)? AnsweredRequest { get; init; }

    /// <summary>This user's own act asks for the camera once the call is a video call (rule CALL-100).</summary>
    public bool CameraOnVideo { get; init; }

    /// <summary>Operations that the arbiter's answer will finish.</summary>
    public ImmutableArray<WaitingOperation> Operations { get; init; } = [];

    /// <summary>Who speaks, by the levels that media told.</summary>
    public DominantSpeaker Speaker { get; init; } = DominantSpeaker.Nobody;

    public TimeSpan? AnsweredAt { get; init; }

    /// <summary>When whoever has answered should be in the call.</summary>
    public TimeSpan ConnectDeadline { get; init; }

    /// <summary>What the connect timer is set to.</summary>
    public TimeSpan? ConnectAlarm { get; init; }

    /// <summary>What the reconnect timer is set to.</summary>
    public TimeSpan? ReconnectAlarm { get; init; }

    public CallEnd? End { get; init; }

    public string? ReplacedBy { get; init; }

    /// <summary>Ended by this device's own reject: rejecting again is no error (rule CALL-022).</summary>
    public bool RejectedHere { get; init; }

    /// <summary>Ended by stepping out or by being busy: a further invitation to the same call rings anew (rules CALL-013, CALL-036).</summary>
    public bool Withdrawn { get; init; }

    /// <summary>Never shown to the app: an invitation that was answered busy, or the memory of a call that must not ring.</summary>
    public bool Hidden { get; init; }

    /// <summary>An invitation that was answered busy, of which the app is told if the user's outcome is busy (rule CALL-051).</summary>
    public bool MayBeMissed { get; init; }

    public bool IsLive => State != CallState.Ended;

    /// <summary>It has media, or will without a further tap of this user: no second one may (rule CALL-052).</summary>
    public bool HoldsMedia => IsAnswered || IsAccepting || (IsLive && Direction == CallDirection.Outgoing);

    /// <summary>A plain call of this user to one other that the arbiter has not answered yet: it may cross with that user's (rule CALL-060).</summary>
    public bool IsBeingPlacedTo(string userId) =>
        Direction == CallDirection.Outgoing && !Details.IsGroup && Details.Callees is [var callee] && callee == userId
        && Outbox.Contains<CallCommand.PlaceCall>();

    /// <summary>Somebody still rings, so that the call is not over however few are in it (rule CALL-085).</summary>
    public bool IsAwaited => Details.IsGroup && Peers.Any(p => p.IsOpen);

    /// <summary>The local user has agreed to be in the call, and the arbiter knows (rule CALL-025).</summary>
    public bool IsAnswered => State is CallState.Connecting or CallState.Connected or CallState.Reconnecting;

    public bool IsAccepting =>
        State == CallState.Incoming && (Outbox.Contains<CallCommand.AcceptCall>() || Outbox.Contains<CallCommand.JoinCall>());

    public CallSnapshot Snapshot => new()
    {
        CallId = CallId,
        Direction = Direction,
        State = State,
        Media = Details.Media,
        Caller = Details.Caller.UserId,
        InvitedBy = Direction == CallDirection.Incoming ? InvitedBy ?? Details.Caller.UserId : null,
        Callees = Details.Callees,
        IsGroup = Details.IsGroup,
        GroupId = Details.GroupId,
        Attachment = Details.Attachment,
        LocalMedia = LocalMedia,
        MediaRequest = MediaRequest,
        Participants = [.. Peers.Select(p => new CallParticipant(p.UserId, p.State, p.Media, p.Response, p.LeftReason))],
        End = End,
        ReplacedBy = ReplacedBy,
    };

    public Peer? PeerOf(string userId) => Peers.FirstOrDefault(p => p.UserId == userId);

    public Peer? PeerOf(CallParty party) => Peers.FirstOrDefault(p => p.Is(party));

    public CallModel With(Peer peer)
    {
        int index = 0;
        while (index < Peers.Length && Peers[index].UserId != peer.UserId)
        {
            index++;
        }

        return this with { Peers = index < Peers.Length ? Peers.SetItem(index, peer) : Peers.Add(peer) };
    }
}
