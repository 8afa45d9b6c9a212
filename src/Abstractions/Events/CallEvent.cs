using Calling.Media;

namespace Calling;

/// <summary>Something that happened in a session. The nested types are all there are.</summary>
/// <remarks>
/// Order for one user: <see cref="ParticipantResponded"/>, <see cref="ParticipantJoined"/>, <see cref="FirstVideoFrame"/>;
/// <see cref="ParticipantLeft"/> before <see cref="Ended"/>. A session never raises an event about its own user's coming and going.
/// </remarks>
public abstract record CallEvent
{
    private CallEvent()
    {
    }

    /// <summary>What a reader gets first: the session as it is now (rule CALL-120).</summary>
    /// <param name="Call">The session.</param>
    public sealed record Snapshot(CallSnapshot Call) : CallEvent;

    /// <summary>The session went on to a further state; the end has its own event.</summary>
    /// <param name="Previous">The former state.</param>
    /// <param name="State">The new one.</param>
    public sealed record StateChanged(CallState Previous, CallState State) : CallEvent;

    /// <summary>A user was invited into the running call; raised to the caller and to members, the one who invited among them (rule CALL-083).</summary>
    /// <param name="UserId">The invited user.</param>
    /// <param name="InvitedBy">Who invited; null where the provider does not say.</param>
    public sealed record ParticipantInvited(string UserId, string? InvitedBy) : CallEvent;

    /// <summary>An invitation was decided; raised once per invitation, to the caller and to members (rules CALL-020, CALL-080).</summary>
    /// <param name="UserId">The invited user.</param>
    /// <param name="Response">The outcome.</param>
    /// <param name="Reason">The text given with a reject.</param>
    public sealed record ParticipantResponded(string UserId, CallResponse Response, string? Reason) : CallEvent
    {
        /// <summary>The data given with an accept or a reject, byte for byte (rule CALL-026).</summary>
        public string? Data { get; init; }
    }

    /// <summary>Media to another user connected.</summary>
    /// <param name="UserId">Who.</param>
    /// <param name="Media">What the user has switched on.</param>
    public sealed record ParticipantJoined(string UserId, MediaState Media) : CallEvent;

    /// <summary>In a group call: media to a user was lost and may come back (<see cref="ParticipantState.Reconnecting"/>), or is back
    /// (<see cref="ParticipantState.Joined"/>); in a call of two the session's own state says so (rule CALL-111).</summary>
    /// <param name="UserId">Who.</param>
    /// <param name="State">Where the user stands now.</param>
    public sealed record ParticipantStateChanged(string UserId, ParticipantState State) : CallEvent;

    /// <summary>A user who had joined is gone.</summary>
    /// <param name="UserId">Who.</param>
    /// <param name="Reason">Why, as this user reads it.</param>
    public sealed record ParticipantLeft(string UserId, CallEndReason Reason) : CallEvent
    {
        /// <summary>The data given with the hang-up, byte for byte (rule CALL-026).</summary>
        public string? Data { get; init; }
    }

    /// <summary>Another user switched microphone or camera (rule CALL-092).</summary>
    /// <param name="UserId">Who.</param>
    /// <param name="Media">What is on now.</param>
    public sealed record ParticipantMediaChanged(string UserId, MediaState Media) : CallEvent;

    /// <summary>The first picture of another user was decoded; again after each time the camera was off (rule CALL-091).</summary>
    /// <param name="UserId">Who.</param>
    public sealed record FirstVideoFrame(string UserId) : CallEvent;

    /// <summary>Another user asks to change what the call is for; answer with <see cref="ICallSession.AnswerMediaRequestAsync"/> (rule CALL-100).</summary>
    /// <param name="RequestId">The request, for the answer.</param>
    /// <param name="UserId">Who asks.</param>
    /// <param name="Media">What for.</param>
    public sealed record MediaRequested(string RequestId, string UserId, CallMedia Media) : CallEvent;

    /// <summary>A request, by this user or another, came to nothing; nothing changed (rule CALL-102).</summary>
    /// <param name="RequestId">The request.</param>
    /// <param name="Outcome">Refused, expired or withdrawn.</param>
    public sealed record MediaRequestClosed(string RequestId, MediaRequestOutcome Outcome) : CallEvent;

    /// <summary>The call is for something else now; also for who asked (rules CALL-061, CALL-100, CALL-101).</summary>
    /// <param name="Media">What for.</param>
    /// <param name="UserId">Who asked for it.</param>
    public sealed record MediaChanged(CallMedia Media, string UserId) : CallEvent;

    /// <summary>A participant's media comes through better or worse than before (rule CALL-126).</summary>
    /// <param name="UserId">Who.</param>
    /// <param name="Quality">How well.</param>
    public sealed record NetworkQualityChanged(string UserId, NetworkQuality Quality) : CallEvent;

    /// <summary>How loud everybody in the call was, this user among them; once in each <see cref="CallingOptions.AudioLevelInterval"/>. A
    /// reader that lags is spared them until it has caught up.</summary>
    /// <param name="Levels">Each user's.</param>
    public sealed record AudioLevels(IReadOnlyList<AudioLevel> Levels) : CallEvent;

    /// <summary>Somebody else speaks now, by the levels; only with <see cref="CallingOptions.AudioLevelInterval"/>.</summary>
    /// <param name="UserId">Who, perhaps this user; null: nobody.</param>
    public sealed record DominantSpeakerChanged(string? UserId) : CallEvent;

    /// <summary>Something is amiss and the call goes on (rules CALL-094, CALL-126).</summary>
    /// <param name="Code">What kind of thing.</param>
    /// <param name="Message">For people.</param>
    public sealed record Warning(CallWarningCode Code, string Message) : CallEvent;

    /// <summary>The terminal event: exactly one, and the last (rule CALL-031).</summary>
    /// <param name="End">Why, by whom, and how long it had lasted.</param>
    public sealed record Ended(CallEnd End) : CallEvent;
}
