namespace Calling;

/// <summary>Where a session stands. Outgoing: Dialing, Ringing, Connecting, Connected; incoming: Incoming, Connecting, Connected.</summary>
public enum CallState
{
    /// <summary>Outgoing: placed, nobody was alerted yet.</summary>
    Dialing,

    /// <summary>Outgoing: a device of a callee rings (rule CALL-012).</summary>
    Ringing,

    /// <summary>Incoming: it rings here.</summary>
    Incoming,

    /// <summary>Answered; media is being connected.</summary>
    Connecting,

    /// <summary>Media flows.</summary>
    Connected,

    /// <summary>Media was lost and may come back (rule CALL-111).</summary>
    Reconnecting,

    /// <summary>Over, for good.</summary>
    Ended,
}
