using Azure.Communication.Calling.WindowsClient;

namespace Calling.Acs.Emulator;

/// <summary>What one end is told of a participant at one moment.</summary>
internal sealed record ParticipantView(
    CallIdentifier Identifier,
    string Name,
    ParticipantState State,
    bool Muted,
    bool Speaking,
    IReadOnlyList<OutgoingVideoStream> Videos);
