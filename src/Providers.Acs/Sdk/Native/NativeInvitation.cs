namespace Calling.Providers.Acs.Sdk;

/// <summary>One user's invitation to a call, as it was told.</summary>
/// <param name="userId">Whose.</param>
/// <param name="by">The member who gave it during the call, if that is known; null for the caller's own first ones, too.</param>
internal sealed class NativeInvitation(string userId, string? by = null)
{
    public string UserId => userId;

    public string? By => by;

    /// <summary>It was given by this device, which knows what it has done about it.</summary>
    public bool IsOwn { get; init; }

    public bool IsAlerted { get; set; }

    public CallResponse? Response { get; set; }

    public bool IsOpen => Response is null;
}
