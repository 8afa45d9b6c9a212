using Calling.Providers;

namespace Calling.Machines;

/// <summary>Entering a running call by its id (rule CALL-087): nothing is shown before the arbiter has let this device in.</summary>
internal static partial class ClientMachine
{
    private const string JoinOperation = nameof(ICallClient.JoinAsync);

    private static void Join(ClientTurn turn, ClientInput.Join join)
    {
        var known = turn.Client.Calls.GetValueOrDefault(join.CallId);
        if (Check(turn, join, known) is { } error)
        {
            turn.Fail(join.Operation, error);
            return;
        }

        // What a former session of this call has still to say goes first, or it would be said of this one.
        var outbox = known is { Outbox.IsEmpty: false } ? known.Outbox : turn.NewOutbox() with { MayHaveLeft = true };
        var self = turn.Client.Self!.Value;
        var call = new CallModel
        {
            CallId = join.CallId,
            Direction = CallDirection.Incoming,
            State = CallState.Incoming,
            Self = self,
            Details = known?.Details ?? new(self, [], CallMedia.Audio),
            Outbox = outbox,
            LocalMedia = join.Wanted,
            Sources = join.Sources,
            Revision = known?.Revision ?? 0,
            LineUp = turn.Client.Phase == ClientPhase.SignedIn,
            Hidden = true,
        };
        turn.Keep(CallMachine.Join(call, join.Operation, turn.Context, turn.Effects));
    }

    /// <summary>Nobody waits for it any more: whoever is let in after all goes at once, and no microphone opens for it.</summary>
    private static void AbandonJoin(ClientTurn turn, ClientInput.AbandonJoin abandon)
    {
        if (turn.Client.Calls.GetValueOrDefault(abandon.CallId) is { IsLive: true, Hidden: true } call
            && call.Operations.Any(o => o.Operation == abandon.Operation))
        {
            turn.Apply(call, new CallInput.End(null, EndCause.HangUp));
        }
        else
        {
            turn.Ignore(nameof(ClientInput.AbandonJoin), "it has been answered");
        }
    }

    private static CallException? Check(ClientTurn turn, ClientInput.Join join, CallModel? known)
    {
        var provider = turn.Context.Provider;
        bool Lacks(CallCapabilities capability) => !provider.Capabilities.HasFlag(capability);

        return !turn.Client.IsSignedIn ? CallErrors.NotSignedIn(JoinOperation)
            : Lacks(CallCapabilities.JoinById) ? CallErrors.NotSupported(JoinOperation, provider, CallCapabilities.JoinById, "entering a call by its id")
            : join.Sources.AreFrames && Lacks(CallCapabilities.RawMedia)
                ? CallErrors.NotSupported(JoinOperation, provider, CallCapabilities.RawMedia, "the app's own source")
            : known is { IsLive: true } ? CallErrors.State(known, JoinOperation, "this device is in the call, or rings for it")
            : turn.Context.Options.OutgoingConflict == OutgoingConflict.Refuse && turn.Client.Live.FirstOrDefault() is { } current
                ? CallErrors.State(current, JoinOperation, $"the call {current.CallId} is not over")
            : null;
    }

    /// <summary>This device is in the call: whatever had media makes way, and the app gets its session.</summary>
    private static void Enter(ClientTurn turn, CallModel call, CallCommand.JoinCall join, CallView view)
    {
        MakeWay(turn, call.CallId);
        bool own = view.Details.Caller.UserId == call.Self.UserId;
        var entered = call with
        {
            Hidden = false,
            Direction = own ? CallDirection.Outgoing : CallDirection.Incoming,
            State = CallState.Connecting,
            Details = view.Details,
            LocalMedia = call.LocalMedia with { CameraOn = call.LocalMedia.CameraOn && view.Details.Media == CallMedia.Video },
            Peers = [.. PeersOf(view, call.Self.UserId)],
            InvitationCount = view.Invitations.Count,
            Revision = view.Revision,
        };
        turn.Add(new Effect.OpenSession(entered.Snapshot, Sources: entered.Sources));
        turn.Keep(CallMachine.Begin(entered, join.LocalMedia, view, turn.Context, turn.Effects));
    }

    /// <summary>Who is and was in the call, as a newcomer finds it: earlier outcomes stand in the snapshot and are no events.</summary>
    private static IEnumerable<Peer> PeersOf(CallView view, string self)
    {
        var peers = new Dictionary<string, Peer>(StringComparer.Ordinal)
        {
            [view.Details.Caller.UserId] = new(view.Details.Caller.UserId) { State = ParticipantState.Connecting },
        };
        for (int number = 0; number < view.Invitations.Count; number++)
        {
            var invitation = view.Invitations[number];
            peers[invitation.UserId] = new(invitation.UserId)
            {
                Invitation = number,
                Response = invitation.Response,
                State = invitation.Response switch
                {
                    null => invitation.Alerted ? ParticipantState.Ringing : ParticipantState.Invited,
                    CallResponse.Accepted => ParticipantState.Connecting,
                    _ => ParticipantState.Gone,
                },
            };
        }

        foreach (var member in view.Members)
        {
            var peer = peers.GetValueOrDefault(member.Party.UserId) ?? new(member.Party.UserId);
            peers[member.Party.UserId] = peer with { State = ParticipantState.Connecting };
        }

        return peers.Values.Where(p => p.UserId != self);
    }
}
