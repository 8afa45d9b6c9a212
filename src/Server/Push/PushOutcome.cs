namespace Calling.Server.Push;

/// <summary>What became of an attempt to push.</summary>
public enum PushOutcome
{
    /// <summary>It was taken.</summary>
    Delivered,

    /// <summary>It was not taken, and never will be: it is not tried again.</summary>
    Refused,

    /// <summary>It was not taken this time: it is tried again while the invitation waits.</summary>
    Failed,
}
