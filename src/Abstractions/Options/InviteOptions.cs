namespace Calling;

/// <summary>What may be said when further users are invited into a call (rule CALL-083).</summary>
public sealed class InviteOptions
{
    /// <summary>How long these users ring; null takes the client's setting (rule CALL-040). Others' times are not touched (rule CALL-082).</summary>
    public TimeSpan? RingTimeout { get; set; }

    /// <summary>For the push hook, should one of these users have no device connected (capability Push).</summary>
    public CallPush? Push { get; set; }
}
