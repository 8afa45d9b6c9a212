namespace Calling;

/// <summary>What becomes of two users who call each other at the same time (section 7; capability Glare).</summary>
public enum GlarePolicy
{
    /// <summary>They are connected in one call, without a further tap (rule CALL-060).</summary>
    Connect,

    /// <summary>Both read <c>Busy</c>, as with NERTC and TRTC (rule CALL-062). It takes one of the two to want it.</summary>
    Busy,
}
