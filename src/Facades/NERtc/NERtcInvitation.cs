namespace Calling.NERtc;

/// <summary>An invitation. Vendor: the arguments of onInvited.</summary>
/// <param name="Invitor">Who invites.</param>
/// <param name="UserIds">Everybody who was invited, this user among them, without who invites.</param>
/// <param name="IsFromGroup">Whether it is a group call.</param>
/// <param name="GroupId">The app's group, if the caller named one.</param>
/// <param name="Type">What for.</param>
/// <param name="Attachment">The caller's own text, if any; the web kit's objects are text here (JSON, for example).</param>
public sealed record NERtcInvitation(
    string Invitor, IReadOnlyList<string> UserIds, bool IsFromGroup, string? GroupId, NERtcCallType Type, string? Attachment);
