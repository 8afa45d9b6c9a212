using Calling.Providers;

namespace Calling.Machines;

/// <summary>Another user of a call, as the machine knows it.</summary>
internal sealed record Peer(string UserId)
{
    /// <summary>The device that is in the call; null before the answer.</summary>
    public string? DeviceId { get; init; }

    public ParticipantState State { get; init; } = ParticipantState.Invited;

    public MediaState Media { get; init; }

    /// <summary>The last invitation's outcome; null while open, and for the caller.</summary>
    public CallResponse? Response { get; init; }

    /// <summary>Which of the call's invitations that is, in the order of inviting; null if it is not known, or there was none.</summary>
    public int? Invitation { get; init; }

    /// <summary>It has rung long enough by this device's clock, which has asked to take the invitation back for that reason (rule CALL-082).</summary>
    public bool RangOut { get; init; }

    /// <summary>When connecting or reconnecting has taken too long; null while neither is under way.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>Its media has failed for good, though the arbiter has it in the call: it is not connected again (rules CALL-045, CALL-111).</summary>
    public bool GivenUp { get; init; }

    public CallEndReason? LeftReason { get; init; }

    /// <summary>This device offers to that one.</summary>
    public bool Offers { get; init; }

    /// <summary>Which of the call's entries its membership is.</summary>
    public int Entry { get; init; }

    /// <summary>Its own line to the arbiter is down (rule CALL-111).</summary>
    public bool LineDown { get; init; }

    /// <summary>Its arrival was told, so its leaving must be.</summary>
    public bool WasJoined { get; init; }

    /// <summary>The invitation waits for an answer.</summary>
    public bool IsOpen => State is ParticipantState.Invited or ParticipantState.Ringing;

    /// <summary>In the call, whether or not its media is connected.</summary>
    public bool IsMember => DeviceId is not null && State is ParticipantState.Connecting or ParticipantState.Joined or ParticipantState.Reconnecting;

    public bool Is(CallParty party) => UserId == party.UserId && DeviceId == party.DeviceId;
}
