using System.ComponentModel.DataAnnotations;

namespace Calling;

/// <summary>A client's settings, bound from the <c>Calling</c> section and validated at start (rule CALL-141).</summary>
public sealed class CallingOptions
{
    /// <summary>The provider to run on, by its registered name; letter case does not matter.</summary>
    [Required]
    public string Provider { get; set; } = "";

    /// <summary>
    /// Providers to place a call with when the ones before them cannot be reached, in order; none by default. A further one is tried only
    /// while the invitation cannot have left this machine (rule CALL-143).
    /// </summary>
    public IList<string> Fallback { get; } = [];

    /// <summary>How long outgoing calls ring: 1 s to 120 s (rule CALL-040).</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:02:00")]
    public TimeSpan RingTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an answered call may take to connect its media: 1 s to 120 s (rule CALL-045).</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:02:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long lost media may take to come back: 1 s to 120 s (rule CALL-111).</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:02:00")]
    public TimeSpan ReconnectTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>What placing a call does while another session is live (rule CALL-053).</summary>
    [EnumDataType(typeof(OutgoingConflict))]
    public OutgoingConflict OutgoingConflict { get; set; }

    /// <summary>How long incoming calls ring here at most: 1 s to 120 s; null leaves it to the caller. It only ever shortens (rule CALL-046).</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:02:00")]
    public TimeSpan? IncomingRingTimeout { get; set; }

    /// <summary>What a further invitation does while a session is live (rule CALL-052).</summary>
    [EnumDataType(typeof(BusyPolicy))]
    public BusyPolicy BusyPolicy { get; set; }

    /// <summary>What becomes of two users who call each other at the same time; anything but the default needs the capability Glare (section 7).</summary>
    [EnumDataType(typeof(GlarePolicy))]
    public GlarePolicy Glare { get; set; }

    /// <summary>Whether this user is asked before an audio call becomes a video call (rule CALL-102).</summary>
    [EnumDataType(typeof(SwitchConsent))]
    public SwitchConsent SwitchConsent { get; set; }

    /// <summary>How often <see cref="CallEvent.AudioLevels"/> tells how loud everybody is: 100 ms to 10 s; null measures nothing.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:10")]
    public TimeSpan? AudioLevelInterval { get; set; }

    // One client's settings are its own, whoever else was made of the same.
    internal CallingOptions Copy() => (CallingOptions)MemberwiseClone();
}
