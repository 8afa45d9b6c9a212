namespace Calling.Providers.Acs.Sdk;

/// <summary>Another user of a call, as it was told.</summary>
internal sealed class NativeMember(string userId)
{
    public CallParty Party { get; } = new(userId, "");

    /// <summary>That this member is in was told, with this; null until then, and once it has left.</summary>
    public MediaState? Told { get; set; }

    /// <summary>The last one; null for who placed the call.</summary>
    public NativeInvitation? Invitation { get; set; }

    /// <summary>What the SDK shows of this user; null while it shows nothing.</summary>
    public WatchedParticipant? Seen { get; set; }

    /// <summary>This device has asked for this user to be taken out, and waits for that to show.</summary>
    public TaskCompletionSource? TakingOut { get; set; }
}
