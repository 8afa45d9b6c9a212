namespace Calling.Trtc;

/// <summary>The vendor's codes for Calling's.</summary>
internal static class TRTCErrors
{
    public static TRTCErrorCode CodeOf(Exception error) => error is not CallException { Code: var code }
        ? TRTCErrorCode.Failed
        : code switch
        {
            CallErrorCode.NotSignedIn => TRTCErrorCode.NotLoggedIn,
            CallErrorCode.AuthenticationFailed => TRTCErrorCode.UserSigExpired,
            CallErrorCode.InvalidArgument => TRTCErrorCode.InvalidParameters,
            CallErrorCode.InvalidState or CallErrorCode.NotAllowed => TRTCErrorCode.RefusedInThisState,
            CallErrorCode.CallGone => TRTCErrorCode.InvitationGone,
            CallErrorCode.NotSupported => TRTCErrorCode.NotSupported,
            CallErrorCode.Unreachable or CallErrorCode.RateLimited => TRTCErrorCode.SignalingFailed,
            CallErrorCode.EngineUnavailable => TRTCErrorCode.DeviceUnavailable,
            _ => TRTCErrorCode.Failed,
        };

    public static TRTCErrorCode CodeOf(SignedOutReason reason) => reason switch
    {
        SignedOutReason.KickedOffline => TRTCErrorCode.KickedOffline,
        SignedOutReason.AuthExpired => TRTCErrorCode.UserSigExpired,
        _ => TRTCErrorCode.SignalingFailed,
    };

    /// <summary>Letters, digits, hyphen and underscore: the vendor's rule for user ids.</summary>
    public static void RequireUserId(string? userId)
    {
        if (string.IsNullOrEmpty(userId) || !userId.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            throw new CallException(
                CallErrorCode.InvalidArgument, $"The user id '{userId}' must consist of letters (a-z, A-Z), digits, hyphens and underscores.");
        }
    }
}
