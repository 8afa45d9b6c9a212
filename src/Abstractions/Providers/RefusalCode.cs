namespace Calling.Providers;

/// <summary>Why an arbiter refuses a command.</summary>
public enum RefusalCode
{
    /// <summary>The call is over, for this device at least.</summary>
    CallGone,

    /// <summary>Somebody has answered it: too late to cancel.</summary>
    AlreadyAccepted,

    /// <summary>The call is not known, or this device has no part in it; told alike.</summary>
    NotFound,

    /// <summary>This device's part in the call does not allow it, or its user may not enter the call (rule CALL-087).</summary>
    NotAllowed,

    /// <summary>Where the call or its user stands does not allow it now.</summary>
    InvalidState,

    /// <summary>A value is outside the limits.</summary>
    InvalidArgument,

    /// <summary>The arbiter cannot do such a thing.</summary>
    NotSupported,

    /// <summary>No device of the callee is signed in, and the caller asked to be told so.</summary>
    Unreachable,

    /// <summary>Too many commands.</summary>
    RateLimited,

    /// <summary>A fault.</summary>
    Failed,
}
