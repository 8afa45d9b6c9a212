namespace Calling.Signaling.Wire;

/// <summary>Why the server ends a connection.</summary>
public enum ByeCause
{
    /// <summary>It restarts or is moved: come back and resume.</summary>
    GoingAway,

    /// <summary>The same device signed in over another connection, or another device did where only one may be: do not come back by yourself.</summary>
    KickedOffline,

    /// <summary>The token ran out: come back only with a new one.</summary>
    AuthExpired,

    /// <summary>The operator ended it: do not come back by yourself.</summary>
    EndedByServer,
}
