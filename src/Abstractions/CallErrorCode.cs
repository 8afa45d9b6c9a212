namespace Calling;

/// <summary>Why an operation failed. The names are stable; new ones may be added.</summary>
public enum CallErrorCode
{
    /// <summary>No user is signed in (rule CALL-001).</summary>
    NotSignedIn,

    /// <summary>The token was refused, or ran out (rule CALL-004).</summary>
    AuthenticationFailed,

    /// <summary>An argument is outside the provider's limits (rules CALL-006, CALL-007).</summary>
    InvalidArgument,

    /// <summary>The operation does not fit the state (rule CALL-023); nothing changed.</summary>
    InvalidState,

    /// <summary>The call is over; <see cref="CallException.EndReason"/> says how (rule CALL-022).</summary>
    CallGone,

    /// <summary>This user may not do that in this call: enter it (rule CALL-087), end it for everyone, remove a member (rules CALL-084, CALL-089).</summary>
    NotAllowed,

    /// <summary>The provider does not declare what the operation needs (rule CALL-142).</summary>
    NotSupported,

    /// <summary>The provider could not be reached.</summary>
    Unreachable,

    /// <summary>Too many requests; a later try may succeed.</summary>
    RateLimited,

    /// <summary>The media stack is missing or broken on this machine; the message names the package and the command.</summary>
    EngineUnavailable,

    /// <summary>The provider failed; its own code is in <see cref="CallException.ProviderCode"/>.</summary>
    ProviderFailed,
}
