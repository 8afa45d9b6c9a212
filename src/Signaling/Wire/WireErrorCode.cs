namespace Calling.Signaling.Wire;

/// <summary>Why the server refuses a message.</summary>
public enum WireErrorCode
{
    /// <summary>Not one JSON object: broken, a key twice, nested too deeply, not UTF-8. The connection closes with 4000.</summary>
    Malformed,

    /// <summary>A field is missing, or has the wrong type or range; nothing was done.</summary>
    InvalidMessage,

    /// <summary>No such message or command in this version; nothing was done.</summary>
    UnknownType,

    /// <summary>Something else came before <c>hello</c>, or a second <c>hello</c>. The connection closes with 4000 in the first case.</summary>
    UnexpectedMessage,

    /// <summary>None of the client's versions is spoken here. The connection closes with 4002.</summary>
    UnsupportedVersion,

    /// <summary>The sign-in was refused; why is never said. The connection closes with 4001, except after <c>renew</c>.</summary>
    AuthenticationFailed,

    /// <summary>No <c>hello</c> came in time. The connection closes with 4003.</summary>
    HelloTimeout,

    /// <summary>The user has too many connections. The connection closes with 4008.</summary>
    TooManyConnections,

    /// <summary>Too many messages; who goes on is closed with 4006.</summary>
    RateLimited,

    /// <summary>The two devices are not both in that call; told alike for every reason.</summary>
    NotAllowed,

    /// <summary>The peer is in the call and its connection is down at the moment; the message is lost.</summary>
    PeerUnavailable,

    /// <summary>A fault of the server; the command may have been done.</summary>
    Failed,
}
