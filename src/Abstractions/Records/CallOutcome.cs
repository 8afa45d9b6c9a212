namespace Calling;

/// <summary>How an invitation went, in a record (rule CALL-130).</summary>
public enum CallOutcome
{
    /// <summary>Answered; also where a peer was lost later.</summary>
    Completed,

    /// <summary>Taken back before the answer.</summary>
    Cancelled,

    /// <summary>Declined.</summary>
    Rejected,

    /// <summary>Nobody answered in time.</summary>
    NoAnswer,

    /// <summary>All the user's devices were in other calls.</summary>
    Busy,

    /// <summary>No device of the user could be reached.</summary>
    Unreachable,

    /// <summary>Answered, and media never connected.</summary>
    Failed,
}
