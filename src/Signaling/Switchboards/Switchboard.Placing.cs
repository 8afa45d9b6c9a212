using System.Collections.Immutable;
using System.Globalization;
using Calling.Providers;

namespace Calling.Signaling.Switchboards;

public static partial class Switchboard
{
    private static CommandResult Place(Turn turn, CallParty from, CallCommand.PlaceCall place, bool glare)
    {
        if (Check(turn.Rules.Limits, from, place) is { } refusal)
        {
            return refusal;
        }

        if (glare && Crossing(turn, from, place) is { } crossing)
        {
            return Meet(turn, from, place, crossing);
        }

        // Alike for users who do not exist, do not want to be called or are not there (rule CALL-013).
        bool IsAway(string callee) => turn.Calls.DevicesOf(callee).IsEmpty;
        if (place.FailFast && place.Callees.All(IsAway))
        {
            return Refuse(RefusalCode.Unreachable, "No device of the callee is signed in.");
        }

        var deadline = turn.Now + place.RingTimeout;
        turn.Begin(new CallEntry
        {
            CallId = place.CallId,
            Details = DetailsOf(from, place),
            Glare = place.Glare,
            PlacedAt = turn.Now,
            Invitations = [.. place.Callees.Select(callee => new Invitation(callee, deadline, []) { Push = place.Push })],
            Seats = [new(from, Turn.Allowed(place.LocalMedia, place.Media), 1)],
            Entries = 1,
            Logs = ImmutableDictionary<CallParty, DeviceLog>.Empty.Add(from, new(0)),
        });
        foreach (var callee in place.Callees)
        {
            turn.RingAll(callee);
        }

        foreach (var callee in place.Callees.Where(callee => place.FailFast && IsAway(callee)))
        {
            turn.DecideInvitation(callee, CallResponse.Unreachable, null);
        }

        turn.Remember(from, place.CommandId, Done);
        return Done;
    }

    private static CallDetails DetailsOf(CallParty from, CallCommand.PlaceCall place) =>
        new(from, [.. place.Callees], place.Media, place.IsGroup || place.Callees.Count > 1 || place.GroupId is not null, place.GroupId, place.Attachment);

    private static CommandResult.Refused? Check(CallLimits limits, CallParty from, CallCommand.PlaceCall place)
    {
        string? problem = CheckCallees(limits, from.UserId, place.Callees)
            ?? (place.Callees.Count + 1 > limits.MaxParticipants ? TooMany(place.Callees.Count + 1, limits) : null)
            ?? CallLimits.CheckText("attachment", place.Attachment, limits.MaxAttachmentBytes)
            ?? limits.CheckPush(place.Push)
            ?? CallLimits.CheckText("group id", place.GroupId, limits.MaxGroupIdBytes)
            ?? CheckRingTimeout(limits, place.RingTimeout);
        return problem is null ? null : Refuse(RefusalCode.InvalidArgument, problem);
    }

    /// <summary>Whom a user may not invite: nobody at all, themselves, one user twice.</summary>
    private static string? CheckCallees(CallLimits limits, string inviter, IReadOnlyList<string> callees)
    {
        if (callees.Count == 0)
        {
            return "The list of callees is empty.";
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var callee in callees)
        {
            string? problem = limits.CheckUserId(callee)
                ?? (callee == inviter ? $"The user '{callee}' cannot call themselves." : null)
                ?? (!seen.Add(callee) ? $"The callee '{callee}' is named twice." : null);
            if (problem is not null)
            {
                return problem;
            }
        }

        return null;
    }

    private static string? CheckRingTimeout(CallLimits limits, TimeSpan timeout) =>
        timeout >= limits.MinRingTimeout && timeout <= limits.MaxRingTimeout ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"The ring timeout is {timeout.TotalSeconds} s; it must be {limits.MinRingTimeout.TotalSeconds} s to {limits.MaxRingTimeout.TotalSeconds} s.");

    private static string TooMany(int users, CallLimits limits) => string.Create(
        CultureInfo.InvariantCulture, $"A call of {users} users is larger than the limit of {limits.MaxParticipants}.");

    private static CommandResult.Refused PlaceAgain(CallEntry call, CallParty from)
    {
        // The caller's own cancel came first (rule CALL-032), or somebody uses a call id that is not theirs.
        return call.Details.Caller == from && call.Ending is { } ending
            ? new CommandResult.Refused(RefusalCode.CallGone, ending)
            : Refuse(RefusalCode.InvalidArgument, $"The call id '{call.CallId}' is taken.");
    }

    /// <summary>An end that overtook its own beginning: remembered, so that the beginning rings nobody (rule CALL-032).</summary>
    private static CommandResult EndUnknown(Turn turn, CallParty from, CallCommand command)
    {
        turn.Begin(Tombstone(turn, command.CallId, new(from, [], CallMedia.Audio), new(EndCause.Cancelled, from)));
        return Done;
    }

    /// <summary>A call that never was: kept only so that stragglers are answered, and never recorded.</summary>
    private static CallEntry Tombstone(Turn turn, string callId, CallDetails details, CallEnding ending) => new()
    {
        CallId = callId,
        Details = details,
        PlacedAt = turn.Now,
        Logs = ImmutableDictionary<CallParty, DeviceLog>.Empty.Add(details.Caller, new(0, ending)),
        EndedAt = turn.Now,
        Ending = ending,
    };
}
