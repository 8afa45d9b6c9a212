namespace Calling;

/// <summary>Where another user stands in a call.</summary>
public enum ParticipantState
{
    /// <summary>Invited; no device was alerted yet.</summary>
    Invited,

    /// <summary>A device rings.</summary>
    Ringing,

    /// <summary>Answered; media to this user is being connected.</summary>
    Connecting,

    /// <summary>Media flows.</summary>
    Joined,

    /// <summary>Media was lost and may come back.</summary>
    Reconnecting,

    /// <summary>Declined, did not answer or left; <see cref="CallParticipant.Response"/> and <see cref="CallParticipant.LeftReason"/> say how.</summary>
    Gone,
}
