namespace Calling.Conformance.Scripts;

/// <summary>What devices that race know of each other.</summary>
internal enum Crossing
{
    /// <summary>Everything: each step comes after all that the one before it brought about.</summary>
    None,

    /// <summary>Nothing: all have acted before the first command reaches the arbiter.</summary>
    Commands,

    /// <summary>Nothing, and the arbiter's signals to them come after its answers to all their commands; devices that only ring are told at once.</summary>
    CommandsAndOwnSignals,

    /// <summary>Nothing, and the arbiter's signals to everybody come after its answers to all commands.</summary>
    CommandsAndSignals,
}
