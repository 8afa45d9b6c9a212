using Calling.Server.Push;
using Calling.Signaling;
using Calling.Signaling.Wire;

namespace Calling.Server;

/// <summary>Settings of the signalling server; checked when the application starts.</summary>
public sealed class CallingServerOptions
{
    /// <summary>API keys and their secrets, which sign the tokens. A secret has at least 32 bytes of UTF-8. Several keys let one be replaced.</summary>
    public Dictionary<string, string> Keys { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Whether a user whom the web application has signed in (its <c>HttpContext.User</c>) may connect without a token. Off by
    /// default.</summary>
    public bool UseHostAuthentication { get; set; }

    /// <summary>How far the clock of who signs tokens may be off. 0 to 5 min.</summary>
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>A token that is good for longer is refused. 1 s to 30 days.</summary>
    public TimeSpan MaxTokenLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long a connection may stay without a sign-in. 100 ms to 60 s.</summary>
    public TimeSpan HelloTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a quiet connection is probed. 1 s to 5 min.</summary>
    public TimeSpan KeepAliveInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a probe may stay unanswered before the connection counts as lost. 1 s to 5 min.</summary>
    public TimeSpan KeepAliveTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a closing connection may take to say what is left. 0 to 60 s.</summary>
    public TimeSpan CloseTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>A client's message in bytes. 4 KiB to 1 MiB.</summary>
    public int MaxMessageBytes { get; set; } = WireProtocol.DefaultMaxMessageBytes;

    /// <summary>A peer message's payload in UTF-8 bytes. 1 KiB to <see cref="MaxMessageBytes"/>.</summary>
    public int MaxPeerPayloadBytes { get; set; } = WireProtocol.DefaultMaxPeerPayloadBytes;

    /// <summary>Messages that may wait for a slow connection; with more it is closed and must resume. 16 to 65,536.</summary>
    public int MaxQueuedMessages { get; set; } = 1_024;

    /// <summary>Bytes that may wait for a slow connection. 256 KiB to 256 MiB.</summary>
    public int MaxQueuedBytes { get; set; } = 2 * 1024 * 1024;

    /// <summary>Connections altogether. 1 to 1,000,000.</summary>
    public int MaxConnections { get; set; } = 10_000;

    /// <summary>Connections from one address (IPv6: from one /64). 1 to 1,000,000.</summary>
    public int MaxConnectionsPerAddress { get; set; } = 200;

    /// <summary>Devices of one user that are connected. 1 to 1,000.</summary>
    public int MaxConnectionsPerUser { get; set; } = 10;

    /// <summary>One device per user: a sign-in signs the user's other devices out (rule CALL-005). The same as <c>Exchange:SingleDevice</c>.</summary>
    public bool SingleDevice
    {
        get => Exchange.SingleDevice;
        set => Exchange.SingleDevice = value;
    }

    /// <summary>Different users whom one user may ring in a minute. 1 to 100,000.</summary>
    public int MaxCalleesPerMinute { get; set; } = 30;

    /// <summary>Messages of one device.</summary>
    public RateLimit PerDevice { get; init; } = new() { Burst = 200, PerSecond = 40 };

    /// <summary>Messages of one user, over all devices.</summary>
    public RateLimit PerUser { get; init; } = new() { Burst = 400, PerSecond = 80 };

    /// <summary>Messages from one address.</summary>
    public RateLimit PerAddress { get; init; } = new() { Burst = 4_000, PerSecond = 800 };

    /// <summary>Connections made from one address.</summary>
    public RateLimit Connects { get; init; } = new() { Burst = 100, PerSecond = 10 };

    /// <summary>Calls that one user places, over all devices; they are kept for some minutes, however short they were.</summary>
    public RateLimit Calls { get; init; } = new() { Burst = 60, PerSecond = 1 };

    /// <summary>Tokens of media vendors that one user asks for, over all devices.</summary>
    public RateLimit VendorTokens { get; init; } = new() { Burst = 20, PerSecond = 0.1 };

    /// <summary>Web pages that may connect, such as <c>https://app.example.com</c>, besides those of the server's own host. Programs other
    /// than browsers name no origin and are not asked for one.</summary>
    public IList<string> AllowedOrigins { get; init; } = [];

    /// <summary>Whether the status page is served. It shows counts, never names.</summary>
    public bool StatusPage { get; set; } = true;

    /// <summary>How users without a connected device are woken (rule CALL-150).</summary>
    public PushOptions Push { get; init; } = new();

    /// <summary>A media vendor's group for each call.</summary>
    public MediaGroupOptions MediaGroup { get; init; } = new();

    /// <summary>Settings of the arbiter: limits of calls, grace periods, what opens the media.</summary>
    public CallExchangeOptions Exchange { get; init; } = new();
}
