using System.Globalization;
using Calling.Media;
using Calling.Providers;

namespace Calling.Machines;

internal static partial class ClientMachine
{
    private const string PlaceOperation = nameof(ICallClient.PlaceCallAsync);

    private static void Place(ClientTurn turn, ClientInput.Place place)
    {
        if (!turn.Client.IsSignedIn)
        {
            turn.Fail(place.Operation, CallErrors.NotSignedIn(PlaceOperation));
            return;
        }

        var options = place.Request.Options ?? new CallOptions();
        var ringTimeout = options.RingTimeout ?? turn.Context.Options.RingTimeout;
        if (Check(turn, place.Request, options, ringTimeout) is { } error)
        {
            turn.Fail(place.Operation, error);
            return;
        }

        foreach (var current in turn.Client.Live)
        {
            if (turn.Context.Options.OutgoingConflict == OutgoingConflict.Refuse)
            {
                turn.Fail(place.Operation, CallErrors.State(current, PlaceOperation, $"the call {current.CallId} is not over"));
                return;
            }

            turn.Keep(CallMachine.Replace(current, place.CallId, turn.Context, turn.Effects));
        }

        var (request, self) = (place.Request, turn.Client.Self!.Value);
        var call = new CallModel
        {
            CallId = place.CallId,
            Direction = CallDirection.Outgoing,
            State = CallState.Dialing,
            Self = self,
            Details = new(self, [.. request.Callees], request.Media, request.IsGroup, request.GroupId, options.Attachment),
            Outbox = turn.NewOutbox(),
            LocalMedia = new(!options.MicrophoneOff, request.Media == CallMedia.Video && !options.CameraOff),
            Peers = [.. request.Callees.Select(callee => new Peer(callee))],
            LineUp = turn.Client.Phase == ClientPhase.SignedIn,
        };
        turn.Add(new Effect.OpenSession(call.Snapshot));
        turn.Complete(place.Operation, place.CallId);
        turn.Keep(CallMachine.Place(call, ringTimeout, options.FailFastIfUnreachable, turn.Context, turn.Effects));
    }

    private static CallException? Check(ClientTurn turn, CallRequest request, CallOptions options, TimeSpan ringTimeout)
    {
        var provider = turn.Context.Provider;
        return Callees(turn.Client.Self!.Value.UserId, request, provider.Limits) is { } callees ? CallErrors.Argument(PlaceOperation, callees)
            : Missing(turn.Context, request, options) is var (capability, what) ? CallErrors.NotSupported(PlaceOperation, provider, capability, what)
            : Values(provider.Limits, request, options, ringTimeout) is { } values ? CallErrors.Argument(PlaceOperation, values)
            : null;
    }

    private static string? Callees(string self, CallRequest request, CallLimits limits)
    {
        if (request.Callees.Count == 0)
        {
            return "the list of callees is empty.";
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var callee in request.Callees)
        {
            if (limits.CheckUserId(callee) is { } problem)
            {
                return problem;
            }

            if (callee == self)
            {
                return $"the user '{callee}' cannot call themselves.";
            }

            if (!seen.Add(callee))
            {
                return $"the callee '{callee}' is named twice.";
            }
        }

        return null;
    }

    /// <summary>What the request needs and the provider does not declare (rule CALL-142).</summary>
    private static (CallCapabilities Capability, string What)? Missing(MachineContext context, CallRequest request, CallOptions options)
    {
        bool Lacks(CallCapabilities capability) => !context.Provider.Capabilities.HasFlag(capability);

        return (request.IsGroup || request.Callees.Count > 1 || request.GroupId is not null) && Lacks(CallCapabilities.Group)
                ? (CallCapabilities.Group, "a group call")
            : options.Attachment is not null && Lacks(CallCapabilities.Attachment) ? (CallCapabilities.Attachment, "an attachment")
            : options.FailFastIfUnreachable && Lacks(CallCapabilities.OfflineInvite)
                ? (CallCapabilities.OfflineInvite, nameof(CallOptions.FailFastIfUnreachable))
            : context.Options.Glare != GlarePolicy.Connect && Lacks(CallCapabilities.Glare) ? (CallCapabilities.Glare, nameof(CallingOptions.Glare))
            : (options.AudioSource is AudioSource.Frames || options.VideoSource is VideoSource.Frames) && Lacks(CallCapabilities.RawMedia)
                ? (CallCapabilities.RawMedia, "the app's own source")
            : null;
    }

    private static string? Values(CallLimits limits, CallRequest request, CallOptions options, TimeSpan ringTimeout)
    {
        if (request.Callees.Count + 1 > limits.MaxParticipants)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"a call of {request.Callees.Count + 1} users is larger than the provider's limit of {limits.MaxParticipants}.");
        }

        if (ringTimeout < limits.MinRingTimeout || ringTimeout > limits.MaxRingTimeout)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"the ring timeout {ringTimeout.TotalSeconds} s is outside {limits.MinRingTimeout.TotalSeconds} s to {limits.MaxRingTimeout.TotalSeconds} s.");
        }

        return CallLimits.CheckText("attachment", options.Attachment, limits.MaxAttachmentBytes)
            ?? CallLimits.CheckText("group id", request.GroupId, limits.MaxGroupIdBytes);
    }
}
