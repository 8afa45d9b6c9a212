namespace Calling;

/// <summary>The outcome of one invitation.</summary>
public enum CallResponse
{
    /// <summary>The user answered.</summary>
    Accepted,

    /// <summary>The user declined.</summary>
    Rejected,

    /// <summary>All the user's devices were in other calls.</summary>
    Busy,

    /// <summary>Nobody answered in time.</summary>
    NoAnswer,

    /// <summary>No device of the user could be reached.</summary>
    Unreachable,

    /// <summary>The invitation was taken back.</summary>
    Cancelled,
}
