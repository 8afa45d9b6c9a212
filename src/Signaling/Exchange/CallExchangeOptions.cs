using Calling.Providers;

namespace Calling.Signaling;

/// <summary>Settings of a <see cref="CallExchange"/>.</summary>
public sealed class CallExchangeOptions
{
    /// <summary>What is accepted; checked again here, since a client may lie.</summary>
    public CallLimits Limits { get; set; } = new();

    /// <summary>How long a device without calls is kept for after its connection was lost.</summary>
    public TimeSpan IdleGrace { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a device in a call is kept for after its connection was lost (rules CALL-110, CALL-112).</summary>
    public TimeSpan CallGrace { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Signals kept for a device that may resume; a device that missed more gets a snapshot. 1 to 65,536.</summary>
    public int InboxCapacity { get; set; } = 1_024;

    /// <summary>What a member is handed to open the media, if anything.</summary>
    public Func<string, CallParty, MediaGrant?>? Grant { get; set; }

    /// <summary>One device per user: a sign-in closes the user's other devices (rule CALL-005).</summary>
    public bool SingleDevice { get; set; }

    /// <summary>Keeps the record of a call that is over for everybody (rule CALL-130); called within the commit and must not block.</summary>
    public Action<CallRecord>? Recorded { get; set; }
}
