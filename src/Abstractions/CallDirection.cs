namespace Calling;

/// <summary>Who began the call, seen from this device.</summary>
public enum CallDirection
{
    /// <summary>This device placed it.</summary>
    Outgoing,

    /// <summary>This device was invited.</summary>
    Incoming,
}
