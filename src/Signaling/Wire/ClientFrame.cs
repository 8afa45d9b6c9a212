using Calling.Providers;

namespace Calling.Signaling.Wire;

/// <summary>What a device sends to the server: one WebSocket text message each. The nested types are all there are (docs/protocol.md).</summary>
public abstract record ClientFrame
{
    private ClientFrame()
    {
    }

    /// <summary>The first message, and only that: signs the device in. Type <c>hello</c>; answered by <see cref="ServerFrame.Welcome"/>.</summary>
    /// <param name="Versions">The protocol versions that the client speaks, best first.</param>
    public sealed record Hello(IReadOnlyList<int> Versions) : ClientFrame
    {
        /// <summary>Proves who signs in; null only where the web application has signed the user in already.</summary>
        public string? Token { get; init; }

        /// <summary>The device id that the client would like; the token's wins, and the server makes one up if neither says any.</summary>
        public string? Device { get; init; }

        /// <summary>Signs the user's other devices out (rule CALL-005).</summary>
        public bool Sole { get; init; }

        /// <summary>Where to go on after a lost connection.</summary>
        public ResumePoint? Resume { get; init; }

        /// <summary>The client's name and version, for the operator.</summary>
        public string? Client { get; init; }

        /// <summary>Never the token.</summary>
        public override string ToString() => $"Hello {{ Device = {Device}, Client = {Client} }}";
    }

    /// <summary>Asks something of the arbiter. Type <c>command</c>; answered by <see cref="ServerFrame.Answer"/> with the same ids.</summary>
    /// <param name="Command">What.</param>
    public sealed record Submit(CallCommand Command) : ClientFrame;

    /// <summary>A message for a device in the same call. Type <c>peer</c>; at most once, unanswered unless it fails.</summary>
    /// <param name="CallId">The call that both are in.</param>
    /// <param name="To">For whom.</param>
    /// <param name="Kind">What the payload is: 1 to 64 characters, for the media side.</param>
    /// <param name="Payload">At most 64 KiB of UTF-8; the server never looks into it.</param>
    public sealed record Relay(string CallId, CallParty To, string Kind, string Payload) : ClientFrame
    {
        /// <summary>Named by an error about this message; chosen by the client.</summary>
        public string? Id { get; init; }
    }

    /// <summary>Everything up to a signal was processed; the server may forget it. Type <c>ack</c>; unanswered.</summary>
    /// <param name="Cursor">The sequence of the last signal.</param>
    public sealed record Acknowledge(long Cursor) : ClientFrame;

    /// <summary>Asks for every call of this device. Type <c>snapshot</c>; answered by <see cref="ServerFrame.State"/>.</summary>
    public sealed record AskSnapshot : ClientFrame;

    /// <summary>A fresh token, before the old one runs out (rule CALL-004). Type <c>renew</c>; answered by <see cref="ServerFrame.Renewed"/>.</summary>
    /// <param name="Token">For the same user and device.</param>
    public sealed record Renew(string Token) : ClientFrame
    {
        /// <summary>Never the token.</summary>
        public override string ToString() => "Renew";
    }

    /// <summary>The device signs out: nothing is kept for it. Type <c>bye</c>; the server closes with 1000.</summary>
    public sealed record Leave : ClientFrame;
}
