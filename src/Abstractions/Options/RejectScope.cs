namespace Calling;

/// <summary>Whom a reject speaks for (rule CALL-071).</summary>
public enum RejectScope
{
    /// <summary>The user: all of the user's devices stop ringing.</summary>
    User,

    /// <summary>This device alone; the user's others ring on (capability RejectSync).</summary>
    Device,
}
