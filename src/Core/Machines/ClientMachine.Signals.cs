using Calling.Providers;

namespace Calling.Machines;

internal static partial class ClientMachine
{
    private static void Signalled(ClientTurn turn, LineSignal signal)
    {
        if (!turn.Client.IsSignedIn && signal is not LineSignal.Closed)
        {
            turn.Ignore(signal.GetType().Name, "nobody is signed in");
            return;
        }

        switch (signal)
        {
            case CallSignal call:
                CallSignalled(turn, call);
                break;
            case LineSignal.Interrupted when turn.Client.Phase == ClientPhase.SignedIn:
                turn.Enter(ClientPhase.Interrupted);
                turn.ApplyToAll(new CallInput.LineInterrupted());
                break;
            case LineSignal.Restored when turn.Client.Phase == ClientPhase.Interrupted:
                turn.Enter(ClientPhase.SignedIn);
                turn.ApplyToAll(new CallInput.LineRestored());
                if (turn.Client.HasLostSignals)
                {
                    turn.Client = turn.Client with { HasLostSignals = false };
                    turn.Add(new Effect.RequestSnapshot());
                }

                break;
            case LineSignal.TokenExpiring:
                Expiring(turn);
                break;
            case LineSignal.Snapshot(var views):
                Snapshot(turn, views, null);
                break;
            case LineSignal.Part part:
                Part(turn, part);
                break;
            case LineSignal.Closed closed when turn.Client.Phase is not (ClientPhase.SignedOut or ClientPhase.SigningIn):
                Closed(turn, closed);
                break;
            default:
                turn.Ignore(signal.GetType().Name, "it changes nothing");
                break;
        }
    }

    private static void CallSignalled(ClientTurn turn, CallSignal signal)
    {
        if (turn.Client.Calls.TryGetValue(signal.CallId, out var call) && !(signal is CallSignal.Invited && RingsAnew(call, signal.Revision)))
        {
            turn.Apply(call, new CallInput.Signal(signal));
        }
        else if (turn.Client.Held.TryGetValue(signal.CallId, out var held))
        {
            HeldSignalled(turn, signal, held);
        }
        else if (signal is CallSignal.Invited invited)
        {
            Admit(turn, invited.CallId, invited.Revision, invited.Details, invited.RingRemaining, invited.InvitedBy);
        }
        else if (signal is CallSignal.Ended ended)
        {
            // The end overtook the invitation: remembered, so that it never rings (rule CALL-014).
            Hide(turn, ended.CallId, ended.Revision, null, null);
        }
        else if (CallMachine.IsForMembers(signal) && !turn.Client.Calls.Values.Any(c => c.Outbox.Contains<CallCommand.PlaceCall>()))
        {
            // The arbiter has this device in a call that it knows nothing of: its peers need not wait for it. While a call is being placed the answer
            // may still say which call this is (rule CALL-060).
            Hide(turn, signal.CallId, signal.Revision, null, (id, command) => new CallCommand.EndCall(id, command, EndCause.PeerLost, HangUpScope.Self));
        }
        else
        {
            turn.Ignore(signal.GetType().Name, "the call is not known");
        }
    }

    /// <summary>A part of the line: what a whole line's signal does to all calls, it does to those that the part carries.</summary>
    private static void Part(ClientTurn turn, LineSignal.Part part)
    {
        if (part.Signal is LineSignal.Snapshot(var views))
        {
            Snapshot(turn, views, part.CallIds);
            return;
        }

        var calls = part.CallIds.Where(turn.Client.Calls.ContainsKey).ToList();
        foreach (string callId in calls)
        {
            Part(turn, turn.Client.Calls[callId], part.Signal);
        }

        if (calls.Count == 0)
        {
            turn.Ignore($"Part.{part.Signal.GetType().Name}", "it carries no call that is known");
        }
    }

    private static void Part(ClientTurn turn, CallModel call, LineSignal signal)
    {
        switch (signal)
        {
            case LineSignal.Interrupted:
                turn.Apply(call with { PartUp = false }, new CallInput.LineInterrupted());
                break;
            case LineSignal.Restored:
                // As in a new sign-in: what an ended call still has to say on a line that came anew needs command ids of its own.
                bool over = call is { IsLive: false, LineUp: false, Outbox.IsEmpty: true };
                turn.Keep(call with { PartUp = true, Outbox = over ? turn.NewOutbox() with { MayHaveLeft = true } : call.Outbox });
                if (turn.Client.Phase == ClientPhase.SignedIn)
                {
                    turn.Apply(turn.Client.Calls[call.CallId], new CallInput.LineRestored());
                }

                break;
            case LineSignal.Closed(var cause, var fault):
                turn.Apply(call, new CallInput.LineClosed(cause, fault));
                break;
        }
    }

    /// <summary>Takes what the arbiter knows; of one part of the line only if its calls are named.</summary>
    private static void Snapshot(ClientTurn turn, IReadOnlyList<CallView> views, IReadOnlyList<string>? ofPart)
    {
        // What is known first: an invitation must find this device free if its former call is over (rule CALL-054).
        var news = new List<CallView>();
        foreach (var view in views)
        {
            if (IsGlare(turn, view))
            {
                // The repeated answer to this device's own call will tell.
                continue;
            }

            if (turn.Client.Calls.TryGetValue(view.CallId, out var call) && !(view.Ending is null && RingsAnew(call, view.Revision)))
            {
                turn.Apply(call, new CallInput.View(view));
            }
            else
            {
                news.Add(view);
            }
        }

        foreach (var view in news)
        {
            if (view is { Ending: null, IsMember: false, RingRemaining: { } remaining })
            {
                Admit(turn, view.CallId, view.Revision, view.Details, remaining, view.InvitedBy);
            }
            else if (view is { Ending: null, IsMember: true })
            {
                // A former run of this device was in it; its peers need not wait for the grace period.
                Hide(turn, view.CallId, view.Revision, view.Details, (id, command) => new CallCommand.EndCall(id, command, EndCause.PeerLost, HangUpScope.Self));
            }
            else if (view.Ending is not null)
            {
                // Its invitation may still come, and must not ring (rule CALL-014).
                Hide(turn, view.CallId, view.Revision, null, null);
            }
        }

        foreach (var call in turn.Client.Live.Where(c => ofPart?.Contains(c.CallId) != false && !views.Any(v => v.CallId == c.CallId)))
        {
            turn.Apply(call, new CallInput.Forgotten());
        }

        if (turn.Effects.Count == 0)
        {
            turn.Ignore(nameof(LineSignal.Snapshot), "it shows nothing new");
        }
    }

    /// <summary>
    /// A call that is over here, or found this device busy: a later invitation to it is a new one, unless that is still to be told. Where the line does
    /// not count, only one that was let go rings anew: another is not told from a late invitation (rule CALL-014). Of a call without callees nothing is known
    /// here but that it was over, or that this device was not let in.
    /// </summary>
    private static bool RingsAnew(CallModel call, long revision) =>
        !call.IsLive && revision > call.Revision && call.Outbox.IsEmpty
        && (call.Withdrawn || (revision > 0 && (call.Details.IsGroup || call.Details.Callees.Count == 0)));

    /// <summary>Decides on an invitation: it rings, is busy, or comes too late (rules CALL-011, CALL-014, CALL-050).</summary>
    private static void Admit(
        ClientTurn turn, string callId, long revision, CallDetails details, TimeSpan remaining, string? invitedBy = null)
    {
        if (remaining <= TimeSpan.Zero)
        {
            turn.Ignore(nameof(CallSignal.Invited), "its time has passed");
            return;
        }

        if (Crosses(turn, details))
        {
            turn.Client = turn.Client with { Held = turn.Client.Held.SetItem(callId, new(details, revision, revision, turn.Context.Now + remaining)) };
            return;
        }

        if (turn.Client.Live.Any() && turn.Context.Options.BusyPolicy == BusyPolicy.RejectBusy)
        {
            Hide(turn, callId, revision, details, (id, command) => new CallCommand.Busy(id, command), ringsAnew: true);
            return;
        }

        var self = turn.Client.Self!.Value;
        var call = new CallModel
        {
            CallId = callId,
            Direction = CallDirection.Incoming,
            State = CallState.Incoming,
            Self = self,
            Details = details,
            InvitedBy = invitedBy,
            InvitationCount = details.Callees.Count,
            Outbox = turn.NewOutbox() with { MayHaveLeft = true },
            LocalMedia = new(MicrophoneOn: true, CameraOn: details.Media == CallMedia.Video),
            Peers = [.. PeersOf(details).Where(peer => peer.UserId != self.UserId)],
            Revision = revision,
            LineUp = turn.Client.Phase == ClientPhase.SignedIn,
        };
        turn.Add(new Effect.OpenSession(call.Snapshot));
        turn.Add(new Effect.PublishIncoming(callId));
        turn.Keep(CallMachine.Ring(call, remaining, turn.Context, turn.Effects));
    }

    /// <summary>Who has a part, as an invitation says: a caller who left may be the one who is invited, and stands among the callees then.</summary>
    private static IEnumerable<Peer> PeersOf(CallDetails details) =>
        details.Callees.Where(callee => callee != details.Caller.UserId).Select(callee => new Peer(callee))
            .Prepend(new Peer(details.Caller.UserId) { State = ParticipantState.Connecting });

    private static void Hide(
        ClientTurn turn, string callId, long revision, CallDetails? details, Func<string, string, CallCommand>? command, bool ringsAnew = false)
        => Hide(turn, turn.Client.Self!.Value, callId, revision, details, command, ringsAnew);

    private static void Hide(
        ClientTurn turn, CallParty self, string callId, long revision, CallDetails? details, Func<string, string, CallCommand>? command, bool ringsAnew = false)
    {
        var call = new CallModel
        {
            CallId = callId,
            Direction = CallDirection.Incoming,
            State = CallState.Ended,
            Self = self,
            Details = details ?? new(self, [], CallMedia.Audio),
            Outbox = turn.NewOutbox() with { MayHaveLeft = true },
            End = new(CallEndReason.Failed, null, TimeSpan.Zero),
            Revision = revision,
            LineUp = turn.Client.Phase == ClientPhase.SignedIn,
            Hidden = true,
            Withdrawn = ringsAnew,
            MayBeMissed = ringsAnew,
        };
        turn.Keep(CallMachine.Hide(call, command, turn.Context, turn.Effects));
    }
}
