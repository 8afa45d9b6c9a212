namespace Calling.Signaling.Wire;

/// <summary>The WebSocket close codes of the protocol.</summary>
public static class CloseCodes
{
    /// <summary>Signed out, or another farewell that its <see cref="ByeCause"/> explains.</summary>
    public const int Normal = 1000;

    /// <summary>The server restarts: come back and resume.</summary>
    public const int GoingAway = 1001;

    /// <summary>A binary message: the protocol has only text.</summary>
    public const int UnsupportedData = 1003;

    /// <summary>A text message that is not UTF-8.</summary>
    public const int InvalidPayload = 1007;

    /// <summary>A message larger than the limit.</summary>
    public const int TooBig = 1009;

    /// <summary>A fault of the server: come back and resume.</summary>
    public const int InternalError = 1011;

    /// <summary>Not one JSON object, or something else before <c>hello</c>.</summary>
    public const int Malformed = 4000;

    /// <summary>The sign-in was refused.</summary>
    public const int AuthenticationFailed = 4001;

    /// <summary>None of the client's versions is spoken.</summary>
    public const int UnsupportedVersion = 4002;

    /// <summary>No <c>hello</c> came in time.</summary>
    public const int HelloTimeout = 4003;

    /// <summary>The same device signed in over another connection, or another device did where only one may be: do not come back by yourself.</summary>
    public const int KickedOffline = 4004;

    /// <summary>Messages were taken too slowly: come back and resume.</summary>
    public const int SlowConsumer = 4005;

    /// <summary>Far too many messages: come back later.</summary>
    public const int RateLimited = 4006;

    /// <summary>The token ran out: come back with a new one.</summary>
    public const int AuthExpired = 4007;

    /// <summary>The user has too many connections.</summary>
    public const int TooManyConnections = 4008;

    /// <summary>The operator ended it: do not come back by yourself.</summary>
    public const int EndedByServer = 4009;
}
