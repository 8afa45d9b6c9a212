using Calling.Machines;

namespace Calling.Mailboxes;

/// <summary>One letter: an input, and the source whose end voids it.</summary>
/// <param name="Input">What happened.</param>
/// <param name="Source">The source, or null for one that never ends: the app.</param>
internal readonly record struct Mail(ClientInput Input, Validity? Source = null)
{
    /// <summary>False if it came from what has ended since.</summary>
    public bool IsValid => Source is not { IsValid: false };
}
