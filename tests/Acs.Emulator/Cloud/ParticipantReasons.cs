namespace Calling.Acs.Emulator;

/// <summary>Which remote participants get a CallEndReason.</summary>
public enum ParticipantReasons
{
    /// <summary>Those that AddParticipant added, as the documents say.</summary>
    Added,

    /// <summary>Everybody who was rung.</summary>
    Rung,

    /// <summary>Nobody.</summary>
    None,
}
