using Calling.Providers;

namespace Calling.Machines;

internal static partial class CallMachine
{
    /// <summary>A snapshot shows the call: whatever was missed is made up for, once.</summary>
    private static void Reconcile(CallTurn turn, CallInput input, CallView view)
    {
        if (!turn.Call.IsLive)
        {
            turn.Call = turn.Call with { Revision = Math.Max(turn.Call.Revision, view.Revision) };
            turn.Ignore(input, "the call is over");
        }
        else if (view.Revision < turn.Call.Revision)
        {
            turn.Ignore(input, $"revision {view.Revision} is before {turn.Call.Revision}");
        }
        else
        {
            Catch(turn, view);
        }
    }

    /// <summary>Brings the call up to a view that is not older than itself.</summary>
    private static void Catch(CallTurn turn, CallView view)
    {
        if (view.Revision < turn.Call.Revision)
        {
            return;
        }

        turn.Call = turn.Call with { Revision = view.Revision };
        if (turn.Call.State != CallState.Incoming)
        {
            CatchInvitations(turn, view);
            CatchMembers(turn, view);
        }

        if (view.Ending is not null)
        {
            Finish(turn, view.Ending);
        }
    }

    private static void CatchInvitations(CallTurn turn, CallView view)
    {
        foreach (var invitation in view.Invitations)
        {
            if (turn.Call.PeerOf(invitation.UserId) is not { Response: null } peer)
            {
                continue;
            }

            if (invitation.Alerted && peer.State == ParticipantState.Invited && turn.Call.State == CallState.Dialing && view.Ending is null)
            {
                turn.Call = turn.Call.With(peer with { State = ParticipantState.Ringing });
                turn.Enter(CallState.Ringing);
            }

            if (invitation.Response is { } response)
            {
                Respond(turn, invitation.UserId, response, invitation.Reason);
                if (response == CallResponse.Accepted && !turn.Call.IsAnswered)
                {
                    Enter(turn);
                }
            }
        }
    }

    private static void CatchMembers(CallTurn turn, CallView view)
    {
        if (!view.IsMember || view.Ending is not null)
        {
            return;
        }

        bool changed = false;
        foreach (var member in view.Members)
        {
            if (turn.Call.PeerOf(member.Party) is { IsMember: true } known)
            {
                if (known.Media != member.Media)
                {
                    turn.Call = turn.Call.With(known with { Media = member.Media });
                    turn.Publish(new CallEvent.ParticipantMediaChanged(known.UserId, member.Media));
                    changed = true;
                }
            }
            else if (turn.Call.IsAnswered)
            {
                AddMember(turn, member);
                changed = true;
            }
        }

        foreach (var gone in turn.Call.Peers.Where(p => p.IsMember && !view.Members.Any(m => p.Is(m.Party))))
        {
            turn.Call = turn.Call.With(gone with { State = ParticipantState.Gone, LeftReason = CallEndReason.RemoteHangUp, Media = default });
            if (gone.WasJoined)
            {
                turn.Publish(new CallEvent.ParticipantLeft(gone.UserId, CallEndReason.RemoteHangUp));
            }

            changed = true;
        }

        if (changed)
        {
            Connect(turn, view.Grant);
        }
    }
}
