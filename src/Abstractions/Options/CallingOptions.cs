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
}
