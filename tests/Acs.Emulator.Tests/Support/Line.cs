using System.Collections.Concurrent;

namespace Calling.Acs.Emulator.Tests;

/// <summary>A call, and what it told.</summary>
internal sealed class Line
{
    public Line(CommunicationCall sdk)
    {
        Sdk = sdk;
        sdk.RemoteParticipantsUpdated += (_, args) =>
        {
            foreach (var one in args.AddedParticipants)
            {
                Participants.Enqueue("+");
                one.StateChanged += (_, _) => Participants.Enqueue($"{one.State}");
            }

            foreach (var one in args.RemovedParticipants)
            {
                Participants.Enqueue($"-{Text(one.CallEndReason)}");
            }
        };
        sdk.OutgoingAudioStateChanged += (_, _) => Others.Enqueue($"muted {sdk.IsOutgoingAudioMuted}");
        sdk.MutedByOthers += (_, _) => Others.Enqueue("muted by others");
        sdk.IdChanged += (_, _) => Others.Enqueue("id");
        sdk.StateChanged += (_, _) => States.Enqueue(sdk.State);
    }

    public CommunicationCall Sdk { get; }

    public ConcurrentQueue<CallState> States { get; } = [];

    /// <summary>Participants that came, their states, and why they left.</summary>
    public ConcurrentQueue<string> Participants { get; } = [];

    public ConcurrentQueue<string> Others { get; } = [];

    public string Reason => Text(Sdk.CallEndReason);

    public Task HangUpAsync(bool forEveryone = false) => Sdk.HangUpAsync(new HangUpOptions { ForEveryone = forEveryone }).Soon();

    public static string Text(CallEndReason? reason) => reason is null ? "none" : $"{reason.Code}/{reason.Subcode}";
}
