using Azure.Communication.Calling.WindowsClient;

namespace Calling.Acs.Emulator;

/// <summary>What one end is told of its call at one moment.</summary>
internal sealed record CallView(
    string Id,
    CallState State,
    EndCode? End,
    DateTimeOffset StartTime,
    bool OutgoingMuted,
    bool IncomingMuted,
    IReadOnlyList<ParticipantView> Participants,
    IReadOnlyDictionary<string, EndCode> Reasons);
