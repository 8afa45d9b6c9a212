namespace Calling;

/// <summary>Whom a hang-up ends the call for.</summary>
public enum HangUpScope
{
    /// <summary>This user; a 1:1 call ends with it.</summary>
    Self,

    /// <summary>Everybody in it (capability EndForEveryone, rule CALL-084).</summary>
    Everyone,
}
