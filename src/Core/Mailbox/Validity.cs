namespace Calling.Mailboxes;

/// <summary>
/// Where a letter comes from: a line, a timer's run, the media of a call. What its source sent before it was revoked, and still
/// waits in the mailbox, is thrown away unread.
/// </summary>
internal class Validity
{
    private volatile bool _revoked;

    /// <summary>False once nothing from this source counts any more.</summary>
    public bool IsValid => !_revoked;

    /// <summary>Voids everything from this source, for good.</summary>
    public void Revoke() => _revoked = true;
}
