namespace Calling.Cli.Demo.Groups;

/// <summary>What somebody does in the group call.</summary>
internal enum GroupRole
{
    /// <summary>Calls, invites the late one, and ends it for everyone.</summary>
    Caller,

    /// <summary>Answers and stays.</summary>
    Talker,

    /// <summary>Answers and leaves before the end.</summary>
    Leaver,

    /// <summary>Is invited while the others talk.</summary>
    Latecomer,

    /// <summary>Declines.</summary>
    Rejecter,

    /// <summary>Lets it ring.</summary>
    Absent,
}
