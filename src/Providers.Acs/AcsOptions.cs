namespace Calling.Providers.Acs;

/// <summary>Settings of the provider for Azure Communication Services, bound from its sub-section (such as <c>Calling:Acs</c>), then from code.</summary>
public sealed class AcsOptions
{
    /// <summary>Who rings.</summary>
    public AcsMode Mode { get; set; }

    /// <summary>
    /// Whether frames reach and come from managed code: RawMedia is declared then, and incoming sound is given to sinks in place of the speaker.
    /// Without it the SDK captures and plays by itself.
    /// </summary>
    public bool Frames { get; set; }

    /// <summary>The name that the vendor shows for this user to the others; none if null. Never used to tell who somebody is.</summary>
    public string? DisplayName { get; set; }

    /// <summary>
    /// How long a command to the SDK may take before its outcome counts as unknown: 1 s to 120 s. The SDK itself promises nothing.
    /// </summary>
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Where our signalling server was mapped, such as <c>https://calls.example.com/calling</c>. Required in <see cref="AcsMode.Paired"/>.
    /// </summary>
    public Uri? Server { get; set; }

    /// <summary>Whether a server on another machine may be reached without TLS: tokens and texts are then readable on the way.</summary>
    public bool AllowPlainText { get; set; }

    /// <summary>In <see cref="AcsMode.Paired"/>: one device per user, as <c>WebRtc</c> has it (rule CALL-005).</summary>
    public bool SingleDevice { get; set; }

    /// <summary>In <see cref="AcsMode.Paired"/>: how long a lost line tries to come back before it gives up for good, 0 to 10 min (rule CALL-110).</summary>
    public TimeSpan GracePeriod { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Makes what knows which vendor id a user has. Required in <see cref="AcsMode.Native"/>; in <see cref="AcsMode.Paired"/> our server's is the default.
    /// Asked once for each client; what it gives is not disposed with the client.
    /// </summary>
    public Func<IServiceProvider, IAcsDirectory>? Directory { get; set; }

    /// <summary>
    /// Makes what issues the vendor's tokens. Null in <see cref="AcsMode.Native"/>: the credential's token is the vendor's. Null in
    /// <see cref="AcsMode.Paired"/>: our server issues them for whoever is signed in there. Asked once for each client; what it gives is not
    /// disposed with the client.
    /// </summary>
    public Func<IServiceProvider, IAcsTokenSource>? TokenSource { get; set; }

    /// <summary>The SDK, or what tests put in its place.</summary>
    internal Func<IAcsStack> Stack { get; set; } = MissingAcsStack.Default;
}
