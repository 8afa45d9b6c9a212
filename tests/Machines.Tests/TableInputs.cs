using Calling.Machines;
using Calling.Media;
using Calling.Providers;

namespace Calling.MachineTests;

/// <summary>One representative of everything that can happen to a call, and of every state that it can happen in.</summary>
internal static class TableInputs
{
    public const string CallId = "call";
    public static readonly CallParty Alice = new("alice", "phone");
    public static readonly CallParty Bob = new("bob", "phone");
    private static readonly CallParty Stranger = new("mallory", "phone");
    private static readonly ProviderFault Fault = new("fault");
    private static readonly CallDetails Details = new(Alice, ["bob"], CallMedia.Video);
    private static readonly MediaState On = new(true, true);
    private static readonly MediaState Muted = new(false, true);

    private static readonly TimeSpan Now = TimeSpan.FromSeconds(100);

    public static readonly MachineContext Context = new(Now, new(), Loop.Provider);

    /// <summary>Every state of both directions; <c>accepting</c> is the incoming call whose accept is on its way.</summary>
    public static IEnumerable<(string Name, CallModel Call)> States()
    {
        foreach (var direction in new[] { CallDirection.Outgoing, CallDirection.Incoming })
        {
            bool outgoing = direction == CallDirection.Outgoing;
            CallState[] states = outgoing
                ? [CallState.Dialing, CallState.Ringing, CallState.Connecting, CallState.Connected, CallState.Reconnecting, CallState.Ended]
                : [CallState.Incoming, CallState.Connecting, CallState.Connected, CallState.Reconnecting, CallState.Ended];
            foreach (var state in states)
            {
                yield return ($"{direction} {state}", Make(outgoing, state));
                if (state == CallState.Incoming)
                {
                    var accept = new CallCommand.AcceptCall(CallId, "n-1", On);
                    var call = Make(outgoing, state);
                    yield return ($"{direction} {state}, accepting", call with
                    {
                        Outbox = call.Outbox.Add(accept).TakeNext(), Operations = [new WaitingOperation(7, WaitingKind.Accept)],
                    });
                }
            }
        }

        foreach (var group in Groups())
        {
            yield return group;
        }
    }

    /// <summary>Group calls: with a further member, and somebody who still rings.</summary>
    private static IEnumerable<(string Name, CallModel Call)> Groups()
    {
        foreach (var (name, outgoing, state) in new[]
        {
            ("Outgoing Ringing, group", true, CallState.Ringing), ("Outgoing Connected, group", true, CallState.Connected),
            ("Incoming Connecting, group", false, CallState.Connecting), ("Incoming Connected, group", false, CallState.Connected),
        })
        {
            var call = Make(outgoing, state);
            bool answered = state != CallState.Ringing;
            var carol = new Peer("carol")
            {
                DeviceId = answered ? "phone" : null, State = answered ? ParticipantState.Joined : ParticipantState.Invited, WasJoined = answered,
                Response = answered ? CallResponse.Accepted : null, Invitation = 1, Media = answered ? On : default,
            };
            yield return (name, call with
            {
                Details = new(Alice, ["bob", "carol", "dave"], CallMedia.Video, IsGroup: true),
                Peers = [.. call.Peers, carol, new Peer("dave") { State = ParticipantState.Ringing, Invitation = 2 }], InvitationCount = 3,
            });
        }
    }

    public static IEnumerable<(string Name, CallInput Input)> Inputs(CallParty peer)
    {
        yield return ("Accept", new CallInput.Accept(1, On));
        yield return ("Reject", new CallInput.Reject(1, null));
        yield return ("TryCancel", new CallInput.TryCancel(1));
        yield return ("End", new CallInput.End(1, EndCause.HangUp));
        yield return ("End, nobody waits", new CallInput.End(null, EndCause.HangUp));
        yield return ("Release", new CallInput.Release(1, EndCause.HangUp));
        yield return ("Release, nobody waits", new CallInput.Release(null, EndCause.LoggedOut));
        yield return ("SetMicrophone off", new CallInput.SetMicrophone(1, false));
        yield return ("SetCamera on, as it is", new CallInput.SetCamera(1, true));
        yield return ("RequestMedia Audio", new CallInput.RequestMedia(1, CallMedia.Audio, CameraOff: false));
        yield return ("RequestMedia Video, as it is", new CallInput.RequestMedia(1, CallMedia.Video, CameraOff: false));
        yield return ("Invite", new CallInput.Invite(1, ["erin"], null));
        yield return ("Invite, who is there", new CallInput.Invite(1, [peer.UserId, "erin"], null));
        yield return ("CancelInvitation", new CallInput.CancelInvitation(1, "dave"));
        yield return ("Remove", new CallInput.Remove(1, peer.UserId));
        yield return ("AnswerMediaRequest, none waits", new CallInput.AnswerMediaRequest(1, "r", Agree: true, CameraOff: false));
        foreach (var (name, signal) in Signals(peer))
        {
            yield return ($"Signal.{name}", new CallInput.Signal(signal));
        }

        foreach (var (name, view) in Views(peer))
        {
            yield return ($"View {name}", new CallInput.View(view));
        }

        yield return ("Forgotten", new CallInput.Forgotten());
        yield return ("LineInterrupted", new CallInput.LineInterrupted());
        yield return ("LineRestored", new CallInput.LineRestored());
        yield return ("LineClosed", new CallInput.LineClosed(LineCloseCause.ConnectionLost, null));
        foreach (var kind in Enum.GetValues<TimerKind>().Where(k => k is not (TimerKind.Forget or TimerKind.SignOut or TimerKind.Renew)))
        {
            yield return ($"Timer.{kind}", new CallInput.TimerElapsed(kind));
        }

        foreach (var signal in MediaSignals(peer))
        {
            yield return ($"Media.{signal.GetType().Name}", new CallInput.Media(signal));
        }
    }

    /// <summary>Every signal there is: expected, stale, ahead of its time, of an uncounted line, and about a stranger.</summary>
    public static IEnumerable<(string Name, CallSignal Signal)> Signals(CallParty peer)
    {
        foreach (var (when, revision) in new (string, long)[] { ("", 6), (" stale", 5), (" after a gap", 9), (" uncounted", 0) })
        {
            foreach (var signal in SignalsAt(peer, revision))
            {
                yield return ($"{signal.GetType().Name}{when}", signal);
            }
        }

        foreach (var signal in SignalsAt(Stranger, 6).Where(s => s is not CallSignal.Invited))
        {
            yield return ($"{signal.GetType().Name} of a stranger", signal);
        }
    }

    public static IEnumerable<(string Name, CallView View)> Views(CallParty peer)
    {
        var view = new CallView { CallId = CallId, Revision = 6, Details = Details };
        var member = view with
        {
            IsMember = true, Members = [new(peer, On, false)], Invitations = [new("bob", true, CallResponse.Accepted)], Grant = new("ice", "secret"),
        };
        yield return ("ringing", view with { RingRemaining = TimeSpan.FromSeconds(9) });
        yield return ("answered", member);
        yield return ("as it is", view with { Revision = 5, IsMember = true, Members = [new(peer, On, false)] });
        yield return ("stale", member with { Revision = 4 });
        yield return ("ended", view with { Ending = new(EndCause.HangUp, peer) });
    }

    public static IEnumerable<MediaSignal> MediaSignals(CallParty peer) =>
    [
        new MediaSignal.PeerConnected(peer), new MediaSignal.PeerInterrupted(peer), new MediaSignal.PeerFailed(peer, Fault),
        new MediaSignal.FirstVideoFrame(peer), new MediaSignal.QualityChanged(peer, NetworkQuality.Poor),
        new MediaSignal.AudioLevels([new(peer, 60)]),
        new MediaSignal.DeviceUnavailable(MediaKind.Audio, "gone"), new MediaSignal.Failed(Fault),
    ];

    public static IEnumerable<(string Name, CallCommand Command)> Commands() => new CallCommand[]
    {
        new CallCommand.PlaceCall(CallId, "n-1", ["bob"], CallMedia.Video, TimeSpan.FromSeconds(30), On), new CallCommand.Alerting(CallId, "n-1"),
        new CallCommand.Busy(CallId, "n-1"), new CallCommand.AcceptCall(CallId, "n-1", On), new CallCommand.RejectCall(CallId, "n-1", null),
        new CallCommand.CancelCall(CallId, "n-1"), new CallCommand.LeaveCall(CallId, "n-1"),
        new CallCommand.EndCall(CallId, "n-1", EndCause.HangUp, HangUpScope.Self), new CallCommand.SetMediaState(CallId, "n-1", Muted),
        new CallCommand.AskMedia(CallId, "n-1", CallMedia.Video), new CallCommand.AskMedia(CallId, "n-1", CallMedia.Audio),
        new CallCommand.AnswerMedia(CallId, "n-1", "r", Agreed: true), new CallCommand.QueryCall(CallId, "n-1"),
        new CallCommand.InviteUsers(CallId, "n-1", ["erin"], TimeSpan.FromSeconds(30)), new CallCommand.CancelInvitation(CallId, "n-1", "dave"),
        new CallCommand.RemoveMember(CallId, "n-1", "bob"), new CallCommand.JoinCall(CallId, "n-1", On),
    }.Select(c => (c is CallCommand.AskMedia ask ? $"AskMedia {ask.Media}" : c.GetType().Name, c));

    public static IEnumerable<(string Name, CommandResult Result)> Results(CallParty peer)
    {
        var view = new CallView { CallId = CallId, Revision = 6, Details = Details, IsMember = true, Members = [new(peer, On, true)] };
        yield return ("Done", new CommandResult.Done());
        yield return ("Done with a view", new CommandResult.Done(view));
        foreach (var code in Enum.GetValues<RefusalCode>())
        {
            yield return ($"Refused.{code}", new CommandResult.Refused(code));
        }

        yield return ("Refused.CallGone with its end", new CommandResult.Refused(RefusalCode.CallGone, new(EndCause.HangUp, peer)));
        yield return ("NotSent", new CommandResult.NotSent(Fault));
        yield return ("Unknown", new CommandResult.Unknown(Fault));
    }

    private static IEnumerable<CallSignal> SignalsAt(CallParty party, long revision) =>
    [
        new CallSignal.Invited(CallId, revision, Details, TimeSpan.FromSeconds(9)), new CallSignal.Alerted(CallId, revision, party.UserId),
        new CallSignal.Responded(CallId, revision, party.UserId, party.DeviceId, CallResponse.Accepted, null),
        new CallSignal.MemberJoined(CallId, revision, new(party, On, true), new("ice", "secret")),
        new CallSignal.UsersInvited(CallId, revision, ["erin"], party.UserId),
        new CallSignal.MemberMoved(CallId, revision, party, new(party with { DeviceId = "tablet" }, Muted, true)),
        new CallSignal.MemberLeft(CallId, revision, party, EndCause.HangUp), new CallSignal.MediaStateChanged(CallId, revision, party, Muted),
        new CallSignal.MemberLine(CallId, revision, party, Up: false),
        new CallSignal.MediaRequested(CallId, revision, new("r", party.UserId, CallMedia.Video)),
        new CallSignal.MediaRequestClosed(CallId, revision, "r", MediaRequestOutcome.Refused),
        new CallSignal.MediaChanged(CallId, revision, CallMedia.Audio, party.UserId),
        new CallSignal.Ended(CallId, revision, new(EndCause.HangUp, party)),
    ];

    private static CallModel Make(bool outgoing, CallState state)
    {
        bool answered = state is CallState.Connecting or CallState.Connected or CallState.Reconnecting;
        var (self, other) = outgoing ? (Alice, Bob) : (Bob, Alice);
        var peer = new Peer(other.UserId)
        {
            DeviceId = answered ? other.DeviceId : null,
            Media = answered ? On : default,
            Response = answered && outgoing ? CallResponse.Accepted : null,
            Deadline = state is CallState.Connecting or CallState.Reconnecting ? Now : null,
            WasJoined = state is CallState.Connected or CallState.Reconnecting,
            State = state switch
            {
                CallState.Dialing => ParticipantState.Invited,
                CallState.Ringing => ParticipantState.Ringing,
                CallState.Connected => ParticipantState.Joined,
                CallState.Reconnecting => ParticipantState.Reconnecting,
                CallState.Ended => ParticipantState.Gone,
                _ => ParticipantState.Connecting,
            },
        };
        return new()
        {
            CallId = CallId, Direction = outgoing ? CallDirection.Outgoing : CallDirection.Incoming, State = state, Details = Details, Self = self,
            Outbox = new Outbox("n") with { MayHaveLeft = true }, LocalMedia = On, Peers = [peer], Revision = 5, Seen = 5, MediaOpen = answered,
            AnsweredAt = answered ? TimeSpan.FromSeconds(90) : null, ConnectDeadline = Now,
            ConnectAlarm = state == CallState.Connecting ? Now : null, ReconnectAlarm = state == CallState.Reconnecting ? Now : null,
            End = state == CallState.Ended ? new(CallEndReason.RemoteHangUp, other.UserId, TimeSpan.Zero) : null,
        };
    }
}
