namespace Calling;

/// <summary>Whether a client has a signed-in user.</summary>
public enum CallClientState
{
    /// <summary>Nobody is signed in.</summary>
    SignedOut,

    /// <summary>A sign-in is under way.</summary>
    SigningIn,

    /// <summary>Signed in and reachable.</summary>
    SignedIn,

    /// <summary>Signed in; the line is down and being restored.</summary>
    Interrupted,
}
