namespace Calling.Wilddog;

/// <summary>Something that failed.</summary>
/// <remarks>Vendor: NSError</remarks>
/// <param name="Code">Why.</param>
/// <param name="Message">For people.</param>
/// <param name="Exception">What Calling's own operation failed with, if one did: mostly a <see cref="CallException"/>.</param>
public sealed record WilddogError(WilddogErrorCode Code, string Message, Exception? Exception = null)
{
    internal static WilddogError Of(Exception exception) => new(
        (exception as CallException)?.Code switch
        {
            CallErrorCode.AuthenticationFailed or CallErrorCode.NotSignedIn => WilddogErrorCode.TokenInvalid,
            CallErrorCode.Unreachable => WilddogErrorCode.ConnectFailed,
            CallErrorCode.EngineUnavailable => WilddogErrorCode.DeviceUnavailable,
            _ => WilddogErrorCode.Other,
        },
        exception.Message,
        exception);

    /// <summary>The error that an end is, or null if it is none.</summary>
    internal static WilddogError? Of(CallEnd end, CallDirection direction) => end.Reason switch
    {
        CallEndReason.NoAnswer when direction == CallDirection.Incoming => new(WilddogErrorCode.ConversationTimeout, "The call was not answered in time."),
        CallEndReason.PeerLost or CallEndReason.ConnectionLost => new(WilddogErrorCode.ConversationTimeout, "The connection was lost."),
        CallEndReason.ConnectFailed => new(WilddogErrorCode.ConnectFailed, "The media did not connect."),
        CallEndReason.AuthExpired => new(WilddogErrorCode.TokenExpired, "The token ran out."),
        CallEndReason.Failed => new(WilddogErrorCode.Other, end.ProviderMessage ?? end.ProviderCode ?? "The provider failed."),
        _ => null,
    };
}
