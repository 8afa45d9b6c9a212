using Calling.Providers;

namespace Calling.Machines;

/// <summary>An invitation that crosses with this device's own call to who sends it, and waits until the arbiter has answered that one.</summary>
/// <param name="Details">What it carries.</param>
/// <param name="Revision">Its revision.</param>
/// <param name="Seen">The highest revision of what came after it.</param>
/// <param name="Deadline">When it has rung long enough, on the client's own clock.</param>
internal sealed record HeldInvitation(CallDetails Details, long Revision, long Seen, TimeSpan Deadline);
