namespace Calling.Wilddog;

/// <summary>Why something failed.</summary>
/// <remarks>Vendor: WDGVideoError</remarks>
public enum WilddogErrorCode
{
    /// <summary>None of the vendor's: <see cref="WilddogError.Exception"/> or the message says what it was.</summary>
    Other = 0,

    /// <summary>The token ran out.</summary>
    /// <remarks>Vendor: 41001</remarks>
    TokenExpired = 41001,

    /// <summary>The token was refused, or nobody is signed in.</summary>
    /// <remarks>Vendor: 41002</remarks>
    TokenInvalid = 41002,

    /// <summary>The provider, or the peer, could not be reached.</summary>
    /// <remarks>Vendor: 41004</remarks>
    ConnectFailed = 41004,

    /// <summary>A microphone or camera is missing or fails; the conversation goes on without it.</summary>
    /// <remarks>Vendor: 41005</remarks>
    DeviceUnavailable = 41005,

    /// <summary>Nobody answered here in time, or the connection was lost.</summary>
    /// <remarks>Vendor: 41007</remarks>
    ConversationTimeout = 41007,
}
