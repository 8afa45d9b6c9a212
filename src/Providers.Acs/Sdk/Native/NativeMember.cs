namespace Calling.Providers.Acs.Sdk;

/// <summary>Who else is in a call, as it was told.</summary>
internal sealed class NativeMember(string userId)
{
    public CallParty Party { get; } = new(userId, "");

    /// <summary>That this member is in was told, with this; null until then, and once it has left.</summary>
    public MediaState? Told { get; set; }
}
