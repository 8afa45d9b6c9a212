using Calling.Providers;
using Calling.Signaling.Switchboards;

namespace Calling.Signaling;

/// <summary>Settings of a <see cref="CallExchange"/>.</summary>
public sealed class CallExchangeOptions
{
    /// <summary>Users in one call, the caller among them, unless <see cref="Limits"/> says otherwise: each device of a mesh sends to all others.</summary>
    public const int DefaultMaxParticipants = 9;

    /// <summary>What is accepted; checked again here, since a client may lie.</summary>
    public CallLimits Limits { get; set; } = new() { MaxParticipants = DefaultMaxParticipants };

    /// <summary>How long a device without calls is kept for after its connection was lost.</summary>
    public TimeSpan IdleGrace { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a device in a call is kept for after its connection was lost (rules CALL-110, CALL-112).</summary>
    public TimeSpan CallGrace { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Signals kept for a device that may resume; a device that missed more gets a snapshot. 1 to 65,536.</summary>
    public int InboxCapacity { get; set; } = 1_024;

    /// <summary>One device per user: a sign-in signs the user's other devices out (rule CALL-005).</summary>
    public bool SingleDevice { get; set; }

    /// <summary>How many call records are kept, where no other store is given.</summary>
    public CallRecordRetention Records { get; init; } = new();

    /// <summary>
    /// The app's rule for who may enter a running group call by its id without having been invited, given the call and the user; it must be
    /// pure and quick. Nobody, if null (rule CALL-087).
    /// </summary>
    public Func<CallEntry, string, bool>? MayJoin { get; set; }

    /// <summary>What a member is handed to open the media, if anything.</summary>
    public Func<string, CallParty, MediaGrant?>? Grant { get; set; }
}
