namespace Calling.Providers;

/// <summary>Why a line is gone for good.</summary>
public enum LineCloseCause
{
    /// <summary>It could not be restored within the grace period.</summary>
    ConnectionLost,

    /// <summary>The user signed in elsewhere where only one device may be (rule CALL-005), or this device id did (never reconnects by itself).</summary>
    KickedOffline,

    /// <summary>The token ran out (rule CALL-004).</summary>
    AuthExpired,

    /// <summary>The operator or a limit ended it.</summary>
    EndedByServer,
}
