namespace Calling.Trtc;

/// <summary>What <see cref="ITRTCCallingDelegate.OnError"/> tells: the codes of the vendor's messaging SDK, and of TUICallEngine where that has none.</summary>
public enum TRTCErrorCode
{
    /// <summary>The session, the provider or a handler of the app failed; the message says which.</summary>
    Failed = -1,

    /// <summary>A microphone, a camera or the media stack is missing or failing. Vendor: -1101.</summary>
    DeviceUnavailable = -1101,

    /// <summary>The method does not fit what the call is in. Vendor: -1203.</summary>
    RefusedInThisState = -1203,

    /// <summary>The provider cannot. Vendor: -1205.</summary>
    NotSupported = -1205,

    /// <summary>The provider could not be reached, or takes no more at present. Vendor: -1401.</summary>
    SignalingFailed = -1401,

    /// <summary>Nobody is signed in. Vendor: 6014.</summary>
    NotLoggedIn = 6014,

    /// <summary>An argument is outside the limits. Vendor: 6017.</summary>
    InvalidParameters = 6017,

    /// <summary>The userSig was refused, or ran out. Vendor: 6206.</summary>
    UserSigExpired = 6206,

    /// <summary>This user signed in elsewhere where only one device may be. Vendor: 6208.</summary>
    KickedOffline = 6208,

    /// <summary>The invitation is over. Vendor: 8010.</summary>
    InvitationGone = 8010,
}
