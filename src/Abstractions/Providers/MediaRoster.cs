namespace Calling.Providers;

/// <summary>Everybody else in the call, as the media has to connect to them.</summary>
/// <param name="Members">The members, in the order in which they came in.</param>
public sealed record MediaRoster(IReadOnlyList<CallMember> Members);
