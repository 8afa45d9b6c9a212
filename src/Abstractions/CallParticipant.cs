namespace Calling;

/// <summary>Another user of a call, as this device knows it.</summary>
/// <param name="UserId">Who.</param>
/// <param name="State">Where the user stands.</param>
/// <param name="Media">What the user has switched on; both off before the answer.</param>
/// <param name="Response">The invitation's outcome; null while open, and for the caller.</param>
/// <param name="LeftReason">Why a user who had answered is gone.</param>
public sealed record CallParticipant(
    string UserId, ParticipantState State, MediaState Media = default, CallResponse? Response = null, CallEndReason? LeftReason = null);
