using Calling.Providers;

namespace Calling.Machines;

/// <summary>Two users who call each other at the same time (section 7): the arbiter decides, in its answer to the later call.</summary>
internal static partial class ClientMachine
{
    /// <summary>An invitation by the very user whom this device is calling, before the arbiter has answered that call.</summary>
    private static bool Crosses(ClientTurn turn, CallDetails details) =>
        turn.Context.Provider.Capabilities.HasFlag(CallCapabilities.Glare)
        && !details.IsGroup
        && turn.Client.Calls.Values.Any(c => c.IsBeingPlacedTo(details.Caller.UserId));

    /// <summary>A snapshot may show what the answer to a call in flight will say: the call is no more, and this device is in another.</summary>
    private static bool IsGlare(ClientTurn turn, CallView view) =>
        (view.Ending?.ReplacedBy is not null
            && turn.Client.Calls.TryGetValue(view.CallId, out var call) && call.Outbox.Contains<CallCommand.PlaceCall>())
        || (view is { Ending: null, IsMember: true } && !turn.Client.Calls.ContainsKey(view.CallId) && Crosses(turn, view.Details));

    private static void HeldSignalled(ClientTurn turn, CallSignal signal, HeldInvitation held)
    {
        if (signal is CallSignal.Ended ended)
        {
            // It never rang here.
            turn.Client = turn.Client with { Held = turn.Client.Held.Remove(signal.CallId) };
            Hide(turn, ended.CallId, ended.Revision, null, null);
        }
        else
        {
            turn.Client = turn.Client with
            {
                Held = turn.Client.Held.SetItem(signal.CallId, held with { Seen = Math.Max(held.Seen, signal.Revision) }),
            };
            turn.Ignore(signal.GetType().Name, "its call waits for the answer to this device's own");
        }
    }

    /// <summary>
    /// The arbiter has put this device into the call of the user whom it was calling: the surviving call is there before the
    /// losing one ends, so that it stands at hand (rule CALL-060).
    /// </summary>
    private static void Merge(ClientTurn turn, CallModel lost, CallCommand.PlaceCall placed, CallView view)
    {
        long seen = turn.Client.Held.TryGetValue(view.CallId, out var held) ? held.Seen : 0;
        turn.Client = turn.Client with { Held = turn.Client.Held.Remove(view.CallId) };
        if (turn.Client.Calls.ContainsKey(view.CallId))
        {
            // The answer came a second time.
            return;
        }

        if (!lost.IsLive)
        {
            // The user has hung up meanwhile, which is meant for whatever became of the call.
            Hide(
                turn,
                lost.Self,
                view.CallId,
                view.Revision,
                view.Details,
                (id, command) => new CallCommand.EndCall(id, command, EndCause.HangUp, HangUpScope.Self));
            return;
        }

        var call = new CallModel
        {
            CallId = view.CallId,
            Direction = CallDirection.Incoming,
            State = CallState.Connecting,
            Self = lost.Self,
            Details = view.Details,
            Outbox = turn.NewOutbox() with { MayHaveLeft = true },
            LocalMedia = lost.LocalMedia with { CameraOn = lost.LocalMedia.CameraOn && view.Details.Media == CallMedia.Video },
            Peers = [new Peer(view.Details.Caller.UserId) { State = ParticipantState.Connecting }],
            Revision = view.Revision,
            Seen = seen,
            LineUp = turn.Client.Phase == ClientPhase.SignedIn,
        };
        turn.Add(new Effect.OpenSession(call.Snapshot, lost.CallId));
        turn.Keep(CallMachine.Supersede(lost, view.CallId, turn.Context, turn.Effects));
        turn.Keep(CallMachine.Begin(call, placed.LocalMedia, view, turn.Context, turn.Effects));
    }

    /// <summary>Both users read busy (rule CALL-062): the other's call is over too, and must not ring here, whenever its invitation comes.</summary>
    private static void BothBusy(ClientTurn turn, CallModel lost, string crossing)
    {
        turn.Client = turn.Client with { Held = turn.Client.Held.Remove(crossing) };
        if (!turn.Client.Calls.ContainsKey(crossing))
        {
            // A call of two, like this device's own: a group might invite anew.
            Hide(turn, lost.Self, crossing, 0, lost.Details, null);
        }
    }

    /// <summary>Invitations whose crossing call has been answered, and not by them, are invitations like any other.</summary>
    private static void ReleaseHeld(ClientTurn turn)
    {
        foreach (var (callId, held) in turn.Client.Held)
        {
            if (!Crosses(turn, held.Details))
            {
                turn.Client = turn.Client with { Held = turn.Client.Held.Remove(callId) };
                Admit(turn, callId, held.Revision, held.Details, held.Deadline - turn.Context.Now);
            }
        }
    }
}
