namespace Calling.Signaling;

/// <summary>
/// Who the application's users are at a media vendor that has identities and tokens of its own. The application registers one for each vendor;
/// the server asks it for signed-in users, and itself knows no vendor (docs/protocol.md, section 10).
/// </summary>
/// <remarks>
/// Any thread, several at a time. A <see cref="CallException"/> that it throws tells the device <c>NotAllowed</c> (this user gets none) or <c>RateLimited</c>;
/// everything else is told as the vendor's failure. The vendor's code goes with it, its message to the log alone.
/// </remarks>
public interface IVendorIdentities
{
    /// <summary>The vendor's name in addresses, such as <c>acs</c>: letters, digits, <c>-</c>.</summary>
    string Vendor { get; }

    /// <summary>Issues a token for a user, who gets an identity at the vendor if there is none yet. Asked for the signed-in user alone.</summary>
    /// <param name="userId">The user.</param>
    /// <param name="ct">Gives up.</param>
    ValueTask<VendorToken> IssueAsync(string userId, CancellationToken ct);

    /// <summary>Finds a user's identity; makes none.</summary>
    /// <param name="userId">The user.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>The vendor's id; null if there is none.</returns>
    ValueTask<string?> FindVendorIdAsync(string userId, CancellationToken ct);

    /// <summary>Finds whose identity it is.</summary>
    /// <param name="vendorId">The vendor's id.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>The user; null if it is nobody's here.</returns>
    ValueTask<string?> FindUserIdAsync(string vendorId, CancellationToken ct);
}
