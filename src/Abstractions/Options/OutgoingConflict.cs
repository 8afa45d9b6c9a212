namespace Calling;

/// <summary>What placing a call does while another session is live (rule CALL-053).</summary>
public enum OutgoingConflict
{
    /// <summary>It fails with <c>InvalidState</c>.</summary>
    Refuse,

    /// <summary>The former session ends <c>Replaced</c> first; its peers see what a hang-up would give them.</summary>
    ReplaceCurrent,
}
