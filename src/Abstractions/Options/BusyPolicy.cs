namespace Calling;

/// <summary>What a device in a call does with a further invitation (rule CALL-052). A device's own choice; no provider is asked.</summary>
public enum BusyPolicy
{
    /// <summary>It answers busy by itself; no session is made (rule CALL-050).</summary>
    RejectBusy,

    /// <summary>Call waiting: it rings. Accepting while another session has media, or will have it without a further tap, fails with
    /// <c>InvalidState</c>.</summary>
    Surface,

    /// <summary>It rings; once the user's accept has won, the session that had media ends <c>Replaced</c>.</summary>
    EndCurrent,
}
