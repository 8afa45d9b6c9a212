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
            if (Missed(turn, view.Ending))
            {
                return;
            }

            if (view is { Ending: null, IsMember: true })
            {
                Withdraw(turn, input);
            }
            else
            {
                turn.Ignore(input, "the call is over");
            }
        }
        else if (turn.Call.Hidden)
        {
            turn.Call = turn.Call with { Seen = Math.Max(turn.Call.Seen, view.Revision) };
            turn.Ignore(input, "entering is asked for");
        }
        else if (view.Revision < turn.Call.Revision)
        {
            turn.Ignore(input, $"revision {view.Revision} is before {turn.Call.Revision}");
        }
        else
        {
            var before = turn.Call;
            Catch(turn, view);
            if (turn.Call == before)
            {
                turn.Ignore(input, "it shows nothing new");
            }
        }
    }

    /// <summary>
    /// The arbiter has this device in a call that is over here: the line that should have told it was lost, or a late copy of what was refused at
    /// first let it in. The others must not wait for this device (rule CALL-054).
    /// </summary>
    private static void Withdraw(CallTurn turn, CallInput input)
    {
        if (turn.Call.Outbox.IsEmpty)
        {
            turn.Send((id, command) => new CallCommand.EndCall(id, command, ToldLate(turn.Call), HangUpScope.Self));
        }
        else
        {
            turn.Ignore(input, "the call is over, and the arbiter is being told so");
        }
    }

    private static EndCause ToldLate(CallModel call) =>
        call.End is { Reason: CallEndReason.LocalHangUp or CallEndReason.LocalCancel or CallEndReason.LoggedOut or CallEndReason.Replaced }
            ? EndCause.HangUp
            : EndCause.PeerLost;

    /// <summary>Brings the call up to a view that is not older than itself.</summary>
    private static void Catch(CallTurn turn, CallView view)
    {
        if (view.Revision < turn.Call.Revision)
        {
            return;
        }

        if (turn.Call.State == CallState.Incoming)
        {
            // Not taken while it rings here (rule CALL-025), so it must not count as seen: the result of an accept may be older.
            turn.Call = turn.Call with { Seen = Math.Max(turn.Call.Seen, view.Revision) };
        }
        else
        {
            turn.Call = turn.Call with { Revision = view.Revision };
            LearnGroup(turn, view);
            CatchMedia(turn, view);
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
        for (int number = 0; number < view.Invitations.Count; number++)
        {
            var invitation = view.Invitations[number];
            var peer = turn.Call.PeerOf(invitation.UserId);
            if (invitation.UserId == turn.Call.Self.UserId || peer?.Invitation > number)
            {
                continue;
            }

            // The first invitation of a callee is known from the beginning; the caller has none until a member invites the one who left.
            bool isCaller = invitation.UserId == turn.Call.Details.Caller.UserId;
            if (peer is null || peer.Invitation < number || (isCaller && peer.Invitation is null))
            {
                Invited(turn, invitation.UserId, number, invitation.InvitedBy);
            }
            else
            {
                turn.Call = turn.Call.With(peer with { Invitation = number });
            }

            CatchInvitation(turn, view, invitation);
        }

        turn.Call = turn.Call with { InvitationCount = Math.Max(turn.Call.InvitationCount, view.Invitations.Count) };
    }

    private static void CatchInvitation(CallTurn turn, CallView view, CallInvitation invitation)
    {
        if (turn.Call.PeerOf(invitation.UserId) is not { Response: null } peer)
        {
            return;
        }

        if (invitation.Alerted && peer.State == ParticipantState.Invited && view.Ending is null)
        {
            Alerted(turn, peer);
        }

        if (invitation.Response is { } response)
        {
            Respond(turn, invitation.UserId, response, invitation.Reason, invitation.Data);
            if (response == CallResponse.Accepted && !turn.Call.IsAnswered)
            {
                Enter(turn);
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
            if (turn.Call.PeerOf(member.Party) is { IsMember: true } former && former.Entry != member.Entry)
            {
                // Left and came back meanwhile: its media of before is no more.
                Depart(turn, former, CallEndReason.RemoteHangUp);
                Connect(turn, view.Grant);
            }

            if (turn.Call.PeerOf(member.Party) is { IsMember: true } known)
            {
                turn.Call = turn.Call.With(known with { LineDown = member.LineDown });
                if (known.Media != member.Media)
                {
                    turn.Call = turn.Call.With(turn.Call.PeerOf(member.Party)! with { Media = member.Media });
                    turn.Publish(new CallEvent.ParticipantMediaChanged(known.UserId, member.Media));
                    changed = true;
                }
            }
            else if (turn.Call.PeerOf(member.Party.UserId) is { IsMember: true } elsewhere)
            {
                Move(turn, elsewhere, member);
                changed = true;
            }
            else if (turn.Call.IsAnswered && !IsGivenUp(turn.Call, member))
            {
                AddMember(turn, member);
                changed = true;
            }
        }

        foreach (var gone in turn.Call.Peers.Where(p => !view.Members.Any(m => p.Is(m.Party))))
        {
            if (gone.IsMember)
            {
                Depart(turn, gone, CallEndReason.RemoteHangUp);
                changed = true;
            }
            else if (gone.GivenUp || (turn.Call.IsAnswered && gone.State == ParticipantState.Connecting))
            {
                // Left before this device was there to see it.
                turn.Call = turn.Call.With(gone with { State = ParticipantState.Gone, GivenUp = false });
                turn.Show();
            }
        }

        if (changed)
        {
            Connect(turn, view.Grant);
        }

        Regroup(turn);
    }

    private static bool IsGivenUp(CallModel call, CallMember member) => call.PeerOf(member.Party) is { GivenUp: true } peer && peer.Entry == member.Entry;
}
