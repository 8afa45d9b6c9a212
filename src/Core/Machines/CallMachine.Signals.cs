using Calling.Providers;

namespace Calling.Machines;

internal static partial class CallMachine
{
    private static void Signalled(CallTurn turn, CallInput.Signal input)
    {
        var (call, signal) = (turn.Call, input.Value);
        if (signal.Revision != 0 && signal.Revision <= call.Revision)
        {
            turn.Ignore(input, $"revision {signal.Revision} is not after {call.Revision}");
            return;
        }

        if (!call.IsLive)
        {
            turn.Call = call with { Revision = Math.Max(call.Revision, signal.Revision) };
            if (Missed(turn, (signal as CallSignal.Ended)?.Ending))
            {
                return;
            }

            if (signal.Revision > 0 && IsForMembers(signal))
            {
                Withdraw(turn, input);
            }
            else
            {
                turn.Ignore(input, "the call is over");
            }

            return;
        }

        if (call.State == CallState.Incoming && (call.Hidden || signal is not CallSignal.Ended))
        {
            // While entering is asked for, what comes may be of a former session: the answer to that tells (rule CALL-087). While it rings, only the
            // local user can answer: nothing remote moves a call that rings (rule CALL-025). What overtook the result of an accept is asked for again
            // once that has come.
            turn.Call = call with
            {
                Seen = Math.Max(call.Seen, signal.Revision), Overtaken = call.Overtaken || (signal.Revision == 0 && call.IsAccepting),
            };
            turn.Ignore(input, call.Hidden ? "entering is asked for" : "it still rings here");
            return;
        }

        if (signal.Revision > call.Revision + 1 && call.State != CallState.Incoming)
        {
            // What this signal says stands in the answer, with all that was missed before it.
            turn.Call = call with { Seen = Math.Max(call.Seen, signal.Revision) };
            turn.Ignore(input, $"revision {signal.Revision} leaves a gap after {call.Revision}");
            AskForMissed(turn);
            return;
        }

        turn.Call = call with { Revision = Math.Max(call.Revision, signal.Revision) };
        LearnGroup(turn, signal);
        switch (signal)
        {
            case CallSignal.Ended(_, _, var ending):
                Finish(turn, ending);
                break;
            case CallSignal.Invited:
                turn.Ignore(input, "the call is known");
                break;
            case CallSignal.UsersInvited(_, _, var users, var by):
                UsersInvited(turn, users, by);
                break;
            case CallSignal.MemberMoved(_, _, var from, var member):
                Moved(turn, input, from, member);
                break;
            case CallSignal.Alerted(_, _, var userId):
                Alerted(turn, input, userId);
                break;
            case CallSignal.Responded responded:
                Responded(turn, input, responded);
                break;
            case CallSignal.MemberJoined(_, _, var member, var grant):
                Joined(turn, input, member, grant);
                break;
            case CallSignal.MemberLeft left:
                Left(turn, input, left);
                break;
            case CallSignal.MemberLine(_, _, var party, var up):
                LineOfMember(turn, input, party, up);
                break;
            case CallSignal.MediaRequested(_, _, var request):
                MediaRequested(turn, input, request);
                break;
            case CallSignal.MediaRequestClosed(_, _, var requestId, var outcome):
                MediaRequestClosed(turn, input, requestId, outcome);
                break;
            case CallSignal.MediaChanged(_, _, var media, var userId):
                MediaOfCallChanged(turn, input, media, userId);
                break;
            case CallSignal.MediaStateChanged(_, _, var party, var media):
                MediaChanged(turn, input, party, media);
                break;
        }
    }

    /// <summary>Whether only who is in the call is told this.</summary>
    public static bool IsForMembers(CallSignal signal) => signal is CallSignal.UsersInvited or CallSignal.Responded or CallSignal.MemberJoined
        or CallSignal.MemberLeft or CallSignal.MemberMoved or CallSignal.MemberLine or CallSignal.MediaStateChanged;

    /// <summary>
    /// Asks for the call as it is if a signal is known to be missing and nobody has asked yet. An answer that does not reach what was seen before the
    /// question was put never will: it is not asked again.
    /// </summary>
    private static void AskForMissed(CallTurn turn)
    {
        var call = turn.Call;
        bool missing = call.Seen > Math.Max(call.Revision, call.AskedFor);
        if (call.IsLive && (missing || call.Overtaken) && !call.Outbox.Contains<CallCommand.QueryCall>())
        {
            turn.Call = call with { Overtaken = false, AskedFor = call.Seen };
            turn.Send((id, command) => new CallCommand.QueryCall(id, command));
        }
    }

    private static void Alerted(CallTurn turn, CallInput input, string userId)
    {
        if (turn.Call.PeerOf(userId) is not { State: ParticipantState.Invited, Response: null } peer)
        {
            turn.Ignore(input, "this user is not waited for");
            return;
        }

        Alerted(turn, peer);
    }

    private static void Alerted(CallTurn turn, Peer peer)
    {
        turn.Call = turn.Call.With(peer with { State = ParticipantState.Ringing });
        if (turn.Call.State == CallState.Dialing)
        {
            turn.Enter(CallState.Ringing);
        }
        else
        {
            turn.Show();
        }
    }

    /// <summary>An invitation that found this device busy: the app hears of it if the user's outcome is busy, once (rule CALL-051).</summary>
    private static bool Missed(CallTurn turn, CallEnding? ending)
    {
        if (!turn.Call.MayBeMissed || ending is null)
        {
            return false;
        }

        turn.Call = turn.Call with { MayBeMissed = false };
        if (ending.Cause != EndCause.Busy)
        {
            return false;
        }

        var details = turn.Call.Details;
        turn.Add(new Effect.PublishMissed(new(turn.Call.CallId, details.Caller.UserId, details.Media, CallResponse.Busy)));
        return true;
    }

    private static void Responded(CallTurn turn, CallInput input, CallSignal.Responded responded)
    {
        var (userId, response) = (responded.UserId, responded.Response);
        if (turn.Call.PeerOf(userId) is not { Response: null, IsMember: false })
        {
            turn.Ignore(input, "this user is not waited for");
            return;
        }

        Respond(turn, userId, response, responded.Reason, responded.Data);
        if (response == CallResponse.Accepted && !turn.Call.IsAnswered)
        {
            Enter(turn);
        }

        // It may have been the last who was waited for.
        Regroup(turn);
    }

    private static void Joined(CallTurn turn, CallInput input, CallMember member, MediaGrant? grant)
    {
        var peer = turn.Call.PeerOf(member.Party.UserId);
        if (member.Party.UserId == turn.Call.Self.UserId || peer is { IsMember: true, DeviceId: not null })
        {
            turn.Ignore(input, "this user is in the call");
            return;
        }

        // Peers are made by invitations alone, but for the caller.
        bool invited = peer is not null;
        if (!invited && !turn.Call.IsAnswered)
        {
            turn.Ignore(input, "only an invited user can answer");
            return;
        }

        if (peer is { IsOpen: true } && member.Party.UserId != turn.Call.Details.Caller.UserId)
        {
            // Who came in uninvited, left and is back has answered nothing.
            Respond(turn, member.Party.UserId, CallResponse.Accepted);
        }

        if (!turn.Call.IsAnswered)
        {
            Enter(turn);
        }

        AddMember(turn, member);
        Connect(turn, grant);
    }

    private static void AddMember(CallTurn turn, CallMember member)
    {
        var peer = turn.Call.PeerOf(member.Party.UserId) ?? new Peer(member.Party.UserId);
        turn.Call = turn.Call.With(peer with
        {
            DeviceId = member.Party.DeviceId, State = ParticipantState.Connecting, Media = member.Media, Offers = member.Offers,
            Entry = member.Entry, LineDown = member.LineDown, LeftReason = null, GivenUp = false, Deadline = ConnectBy(turn),
        });
        WatchPeers(turn);
        turn.Show();
    }

    /// <summary>Opens the media, or tells it who is in the call now. Reached only once the local user's consent is confirmed (rule CALL-090).</summary>
    private static void Connect(CallTurn turn, MediaGrant? grant)
    {
        var call = turn.Call;
        if (!call.MediaOpen)
        {
            turn.Add(new Effect.OpenMedia(call.CallId, call.Details.Media, grant));
            turn.Add(new Effect.StartMedia(call.CallId));
            turn.Call = call with { MediaOpen = true };
        }

        turn.Add(new Effect.UpdateMedia(
            call.CallId,
            new([.. call.Peers.Where(p => p.IsMember).Select(p => new CallMember(new(p.UserId, p.DeviceId!), p.Media, p.Offers) { Entry = p.Entry })])));
    }

    private static void Left(CallTurn turn, CallInput input, CallSignal.MemberLeft left)
    {
        var party = left.Party;
        if (turn.Call.PeerOf(party) is { GivenUp: true } lost)
        {
            turn.Call = turn.Call.With(lost with { GivenUp = false });
            turn.Ignore(input, "this device was given up on");
            return;
        }

        if (turn.Call.PeerOf(party) is not { IsMember: true } peer)
        {
            turn.Ignore(input, "this device is not in the call");
            return;
        }

        Depart(turn, peer, EndReasons.Read(new(left.Cause, party), turn.Call.Self), left.Data);
        Connect(turn, null);
        Regroup(turn);
    }

    /// <summary>A member is gone and the call goes on; its leaving is told if its coming was.</summary>
    private static void Depart(CallTurn turn, Peer peer, CallEndReason reason, string? data = null)
    {
        turn.Call = turn.Call.With(peer with
        {
            State = ParticipantState.Gone, LeftReason = reason, Media = default, Deadline = null, WasJoined = false, LineDown = false,
        });
        if (peer.WasJoined)
        {
            turn.Publish(new CallEvent.ParticipantLeft(peer.UserId, reason) { Data = data });
        }
        else
        {
            turn.Show();
        }
    }

    private static void LineOfMember(CallTurn turn, CallInput input, CallParty party, bool up)
    {
        if (turn.Call.PeerOf(party) is not { IsMember: true } peer || peer.LineDown == !up)
        {
            turn.Ignore(input, "nothing changed for a member");
            return;
        }

        // Nothing to show: as long as media flows the call is up (rule CALL-110).
        turn.Call = turn.Call.With(peer with { LineDown = !up });
    }

    private static void MediaChanged(CallTurn turn, CallInput input, CallParty party, MediaState media)
    {
        // No cameras in an audio call: what says otherwise was on its way when an answer told of the change (rule CALL-101).
        media = media with { CameraOn = media.CameraOn && turn.Call.Details.Media == CallMedia.Video };
        if (turn.Call.PeerOf(party) is not { IsMember: true } peer || peer.Media == media)
        {
            turn.Ignore(input, "nothing changed for a member");
            return;
        }

        turn.Call = turn.Call.With(peer with { Media = media });
        turn.Publish(new CallEvent.ParticipantMediaChanged(peer.UserId, media));
        Connect(turn, null);
    }
}
