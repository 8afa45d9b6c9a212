using Calling.Media;
using Calling.Providers;

namespace Calling.Signaling.Switchboards;

/// <summary>A request to change a call to video that waits for the other side (rule CALL-100).</summary>
/// <param name="Asked">The request, as members are told of it.</param>
/// <param name="By">The device that asks.</param>
/// <param name="Deadline">When it expires, on the arbiter's own clock (rule CALL-102).</param>
public sealed record WaitingRequest(CallMediaRequest Asked, CallParty By, TimeSpan Deadline);
