namespace Calling.Facades;

internal static class SnapshotReplay
{
    /// <summary>What had happened before the reading began, as if it had been read: a fast provider answers before the placing has returned.</summary>
    /// <param name="call">The snapshot that a reading begins with.</param>
    public static IEnumerable<CallEvent> Past(this CallSnapshot call)
    {
        foreach (var (user, state, media, response, left) in call.Participants)
        {
            if (response is { } answer)
            {
                yield return new CallEvent.ParticipantResponded(user, answer, null);
            }

            if (state is ParticipantState.Joined or ParticipantState.Reconnecting)
            {
                yield return new CallEvent.ParticipantJoined(user, media);
            }
            else if (left is { } reason)
            {
                yield return new CallEvent.ParticipantLeft(user, reason);
            }
        }

        if (call.End is { } end)
        {
            yield return new CallEvent.Ended(end);
        }
    }
}
