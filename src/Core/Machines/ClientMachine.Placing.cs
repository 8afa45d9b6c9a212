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
            Details = new(self, [.. request.Callees], request.Media, IsGroup(request), request.GroupId, options.Attachment),
            Outbox = turn.NewOutbox(),
            LocalMedia = new(!options.MicrophoneOff, request.Media == CallMedia.Video && !options.CameraOff),
            Peers = [.. request.Callees.Select((callee, number) => new Peer(callee) { Invitation = number })],
            InvitationCount = request.Callees.Count,
            LineUp = turn.Client.Phase == ClientPhase.SignedIn,
        };
        turn.Add(new Effect.OpenSession(call.Snapshot, Sources: new(options.AudioSource, options.VideoSource)));
        turn.Complete(place.Operation, place.CallId);
        turn.Keep(CallMachine.Place(call, ringTimeout, options, turn.Context, turn.Effects));
    }

    private static bool IsGroup(CallRequest request) => request.IsGroup || request.Callees.Count > 1 || request.GroupId is not null;

    private static CallException? Check(ClientTurn turn, CallRequest request, CallOptions options, TimeSpan ringTimeout)
    {
        var provider = turn.Context.Provider;
        return CallGuard.Callees(turn.Client.Self!.Value.UserId, request.Callees, provider.Limits) is { } callees ? CallErrors.Argument(PlaceOperation, callees)
            : Missing(turn.Context, request, options) is var (capability, what) ? CallErrors.NotSupported(PlaceOperation, provider, capability, what)
            : Values(provider.Limits, request, options, ringTimeout) is { } values ? CallErrors.Argument(PlaceOperation, values)
            : null;
    }

    /// <summary>What the request needs and the provider does not declare (rule CALL-142).</summary>
    private static (CallCapabilities Capability, string What)? Missing(MachineContext context, CallRequest request, CallOptions options)
    {
        bool Lacks(CallCapabilities capability) => !context.Provider.Capabilities.HasFlag(capability);

        return IsGroup(request) && Lacks(CallCapabilities.Group)
                ? (CallCapabilities.Group, "a group call")
            : options.Attachment is not null && Lacks(CallCapabilities.Attachment) ? (CallCapabilities.Attachment, "an attachment")
            : options.Push is not null && Lacks(CallCapabilities.Push) ? (CallCapabilities.Push, nameof(CallOptions.Push))
            : options.FailFastIfUnreachable && Lacks(CallCapabilities.OfflineInvite)
                ? (CallCapabilities.OfflineInvite, nameof(CallOptions.FailFastIfUnreachable))
            : context.Options.Glare != GlarePolicy.Connect && Lacks(CallCapabilities.Glare) ? (CallCapabilities.Glare, nameof(CallingOptions.Glare))
            : (options.AudioSource is AudioSource.Frames || options.VideoSource is VideoSource.Frames) && Lacks(CallCapabilities.RawMedia)
                ? (CallCapabilities.RawMedia, "the app's own source")
            : null;
    }

    private static string? Values(CallLimits limits, CallRequest request, CallOptions options, TimeSpan ringTimeout)
    {
        int users = request.Callees.Count + 1;
        return (users > limits.MaxParticipants ? CallGuard.TooMany(users, limits) : null)
            ?? CallGuard.RingTimeout(ringTimeout, limits)
            ?? CallLimits.CheckText("attachment", options.Attachment, limits.MaxAttachmentBytes)
            ?? limits.CheckPush(options.Push)
            ?? CallLimits.CheckText("group id", request.GroupId, limits.MaxGroupIdBytes);
    }
}
