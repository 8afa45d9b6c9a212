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
        if (place.FailFast && place.Callees.All(callee => turn.Calls.DevicesOf(callee).IsEmpty))
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
            Invitations = [.. place.Callees.Select(callee => new Invitation(callee, deadline, []))],
            Seats = [new(from, Turn.Allowed(place.LocalMedia, place.Media), 0)],
            Logs = ImmutableDictionary<CallParty, DeviceLog>.Empty.Add(from, new(0)),
        });
        foreach (var callee in place.Callees)
        {
            foreach (var device in turn.Calls.DevicesOf(callee))
            {
                turn.Ring(new(callee, device));
            }
        }

        turn.Remember(from, place.CommandId, Done);
        return Done;
    }

    private static CallDetails DetailsOf(CallParty from, CallCommand.PlaceCall place) =>
        new(from, [.. place.Callees], place.Media, place.IsGroup, place.GroupId, place.Attachment);

    private static CommandResult.Refused? Check(CallLimits limits, CallParty from, CallCommand.PlaceCall place)
    {
        if (place.Callees.Count == 0)
        {
            return Refuse(RefusalCode.InvalidArgument, "The list of callees is empty.");
        }

        if (place.IsGroup || place.Callees.Count > 1)
        {
            return Refuse(RefusalCode.NotSupported, "This arbiter does not take group calls.");
        }

        var callee = place.Callees[0];
        string? problem = limits.CheckUserId(callee)
            ?? (callee == from.UserId ? $"The user '{callee}' cannot call themselves." : null)
            ?? CallLimits.CheckText("attachment", place.Attachment, limits.MaxAttachmentBytes)
            ?? CallLimits.CheckText("group id", place.GroupId, limits.MaxGroupIdBytes);
        if (problem is null && (place.RingTimeout < limits.MinRingTimeout || place.RingTimeout > limits.MaxRingTimeout))
        {
            problem = string.Create(
                CultureInfo.InvariantCulture,
                $"The ring timeout is {place.RingTimeout.TotalSeconds} s; it must be {limits.MinRingTimeout.TotalSeconds} s to {limits.MaxRingTimeout.TotalSeconds} s.");
        }

        return problem is null ? null : Refuse(RefusalCode.InvalidArgument, problem);
    }

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
