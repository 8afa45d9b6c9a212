using Calling.Providers;

namespace Calling.Signaling.Wire;

/// <summary>What the server sends to a device: one WebSocket text message each. The nested types are all there are (docs/protocol.md).</summary>
public abstract record ServerFrame
{
    private ServerFrame()
    {
    }

    /// <summary>The device is signed in. Type <c>welcome</c>; the first message of a connection that was not refused.</summary>
    /// <param name="Version">The protocol version of this connection.</param>
    /// <param name="User">The user, as the server vouches for it (rule CALL-008).</param>
    /// <param name="Device">The device's id.</param>
    /// <param name="Epoch">Names the server's run: a cursor is worth something only together with it.</param>
    /// <param name="Cursor">The sequence before that of the first signal which follows.</param>
    /// <param name="Resumed">True: all that was missed follows. False: <see cref="Snapshot"/> says how things are.</param>
    /// <param name="Limits">What the server accepts.</param>
    public sealed record Welcome(int Version, string User, string Device, string Epoch, long Cursor, bool Resumed, WireLimits Limits)
        : ServerFrame
    {
        /// <summary>Every call of the device; only if not resumed.</summary>
        public IReadOnlyList<CallView>? Snapshot { get; init; }

        /// <summary>When the server will close the connection unless the token is renewed; null for never.</summary>
        public TimeSpan? TokenExpiresIn { get; init; }

        /// <summary>The server's name and version.</summary>
        public string? Server { get; init; }
    }

    /// <summary>What became of a command. Type <c>result</c>.</summary>
    /// <param name="CallId">The command's call.</param>
    /// <param name="CommandId">The command.</param>
    /// <param name="Result">Done or refused; nothing else comes over the wire.</param>
    public sealed record Answer(string CallId, string CommandId, CommandResult Result) : ServerFrame;

    /// <summary>Something happened in a call. Type <c>signal</c>.</summary>
    /// <param name="Sequence">Its place in this device's inbox, growing by one: the resume cursor.</param>
    /// <param name="Signal">What.</param>
    public sealed record Notify(long Sequence, CallSignal Signal) : ServerFrame;

    /// <summary>Every call of this device, because it asked. Type <c>snapshot</c>.</summary>
    /// <param name="Calls">The calls, the ended of the last 150 s among them.</param>
    public sealed record State(IReadOnlyList<CallView> Calls) : ServerFrame;

    /// <summary>A message of a device in the same call. Type <c>peer</c>.</summary>
    /// <param name="CallId">The call.</param>
    /// <param name="From">Who sent it, stamped by the server.</param>
    /// <param name="Kind">What the payload is.</param>
    /// <param name="Payload">As it was sent.</param>
    public sealed record Relayed(string CallId, CallParty From, string Kind, string Payload) : ServerFrame;

    /// <summary>The new token was taken. Type <c>renewed</c>.</summary>
    public sealed record Renewed : ServerFrame
    {
        /// <summary>When the server will close the connection unless the token is renewed again; null for never.</summary>
        public TimeSpan? TokenExpiresIn { get; init; }
    }

    /// <summary>A message was refused. Type <c>error</c>; the connection lives on unless it is closed next.</summary>
    /// <param name="Code">Why.</param>
    /// <param name="Message">For people.</param>
    public sealed record Error(WireErrorCode Code, string Message) : ServerFrame
    {
        /// <summary>The command's or peer message's id, where the refused message had one.</summary>
        public string? InReplyTo { get; init; }

        /// <summary>The refused message's call, where it had one.</summary>
        public string? CallId { get; init; }
    }

    /// <summary>The server ends the connection. Type <c>bye</c>; it closes next.</summary>
    /// <param name="Cause">Why; says whether to come back.</param>
    public sealed record Farewell(ByeCause Cause) : ServerFrame;
}
