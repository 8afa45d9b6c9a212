namespace Calling.Server;

/// <summary>
/// A group of a media vendor for each call: its id, a GUID, is handed to the call's members and to nobody else (rule CALL-099).
/// </summary>
public sealed class MediaGroupOptions
{
    /// <summary>The grant's scheme, which says who can read it, such as <c>acs-group</c>; no groups if null.</summary>
    public string? Scheme { get; set; }

    /// <summary>
    /// What the ids are made with: at least 32 bytes of UTF-8, the same on all servers that share calls. One of this process alone if null. Never logged.
    /// </summary>
    public string? Secret { get; set; }
}
