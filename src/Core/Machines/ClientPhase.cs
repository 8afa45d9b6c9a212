namespace Calling.Machines;

/// <summary>Where the sign-in stands.</summary>
internal enum ClientPhase
{
    SignedOut,
    SigningIn,
    SignedIn,
    Interrupted,

    /// <summary>Signed out for the app; the last commands are still on their way.</summary>
    SigningOut,
}
