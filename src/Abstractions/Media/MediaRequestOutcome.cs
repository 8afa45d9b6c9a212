namespace Calling.Media;

/// <summary>What became of a request to change between audio and video (rule CALL-102).</summary>
public enum MediaRequestOutcome
{
    /// <summary>The call is what was asked for.</summary>
    Agreed,

    /// <summary>The other side declined.</summary>
    Refused,

    /// <summary>Nobody answered within 30 s.</summary>
    Expired,

    /// <summary>Void: somebody went back to audio meanwhile (audio beats video), or who asked has left.</summary>
    Withdrawn,
}
