using System.Collections.Immutable;
using Calling.Providers;

namespace Calling.Signaling.Switchboards;

/// <summary>What one device was told of one call, and what it was answered.</summary>
/// <param name="Revision">The last signal's.</param>
/// <param name="Ending">How the call ended for this device; null while it lives.</param>
public sealed record DeviceLog(long Revision, CallEnding? Ending = null)
{
    // A retry comes right after its first try, since a device has one command in flight per call; the rest covers duplicates.
    private const int Kept = 16;

    private ImmutableQueue<(string Id, CommandResult Result)> Answers { get; init; } = [];

    private int Count { get; init; }

    internal CommandResult? AnswerTo(string commandId)
    {
        foreach (var (id, result) in Answers)
        {
            if (id == commandId)
            {
                return result;
            }
        }

        return null;
    }

    internal DeviceLog With(string commandId, CommandResult result) => this with
    {
        Answers = (Count < Kept ? Answers : Answers.Dequeue()).Enqueue((commandId, result)),
        Count = Math.Min(Count + 1, Kept),
    };
}
