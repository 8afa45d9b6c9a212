using Calling.Providers;

namespace Calling.Machines;

/// <summary>One call on one device: a pure function from what is known and what happened to what is known and what has to be done.</summary>
/// <remarks>Every pair of state and input either changes something or says why it is ignored; a table test walks them all.</remarks>
internal static partial class CallMachine
{
    /// <summary>How much longer a device waits than an arbiter that measures the ringing itself.</summary>
    public static readonly TimeSpan RingBackstop = TimeSpan.FromSeconds(2);

    /// <summary>How long an ended call is remembered (rules CALL-014, CALL-032, CALL-113).</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromSeconds(150);

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    public static CallModel Apply(CallModel call, CallInput input, MachineContext context, List<Effect> effects)
    {
        var turn = new CallTurn(call, context, effects);
        switch (input)
        {
            case CallInput.Accept accept:
                Accept(turn, accept);
                break;
            case CallInput.Reject reject:
                Reject(turn, reject);
                break;
            case CallInput.TryCancel cancel:
                TryCancel(turn, cancel);
                break;
            case CallInput.End end:
                IgnoreOver(turn, input, end.Operation);
                End(turn, end.Cause, scope: end.Scope, data: end.Data);
                turn.Complete(end.Operation);
                break;
            case CallInput.Release release:
                IgnoreOver(turn, input, release.Operation);
                Release(turn, release.Cause);
                turn.Complete(release.Operation);
                break;
            case CallInput.SetMicrophone set:
                SetMedia(turn, set.Operation, "SetMicrophoneAsync", turn.Call.LocalMedia with { MicrophoneOn = set.On });
                break;
            case CallInput.SetCamera set:
                SetMedia(turn, set.Operation, "SetCameraAsync", turn.Call.LocalMedia with { CameraOn = set.On });
                break;
            case CallInput.RequestMedia request:
                RequestMedia(turn, request);
                break;
            case CallInput.AnswerMediaRequest answer:
                AnswerMediaRequest(turn, answer);
                break;
            case CallInput.Invite invite:
                Invite(turn, invite);
                break;
            case CallInput.CancelInvitation cancel:
                CancelInvitation(turn, cancel);
                break;
            case CallInput.Remove remove:
                Remove(turn, remove);
                break;
            case CallInput.Result result:
                Answered(turn, result);
                break;
            case CallInput.Signal signal:
                Signalled(turn, signal);
                break;
            case CallInput.View(var view):
                Reconcile(turn, input, view);
                break;
            case CallInput.Media media:
                Media(turn, media);
                break;
            case CallInput.TimerElapsed elapsed:
                Elapsed(turn, elapsed);
                break;
            default:
                Line(turn, input);
                break;
        }

        CheckOver(turn);
        return turn.Call;
    }

    /// <summary>Starts an outgoing call.</summary>
    public static CallModel Place(CallModel call, TimeSpan ringTimeout, CallOptions options, MachineContext context, List<Effect> effects)
    {
        var turn = new CallTurn(call, context, effects);
        RingFor(turn, call.Details.Callees, ringTimeout);
        turn.Send((id, command) => new CallCommand.PlaceCall(id, command, call.Details.Callees, call.Details.Media, ringTimeout, call.LocalMedia)
        {
            IsGroup = call.Details.IsGroup,
            GroupId = call.Details.GroupId,
            Attachment = call.Details.Attachment,
            Push = options.Push,
            Glare = context.Options.Glare,
            FailFast = options.FailFastIfUnreachable,
        });
        return turn.Call;
    }

    /// <summary>What former calls had to say has been said: now this one.</summary>
    public static CallModel LetGo(CallModel call, MachineContext context, List<Effect> effects)
    {
        var turn = new CallTurn(call with { IsWaiting = false }, context, effects);
        turn.Pump();
        return turn.Call;
    }

    /// <summary>Starts an incoming call that rings.</summary>
    public static CallModel Ring(CallModel call, TimeSpan remaining, MachineContext context, List<Effect> effects)
    {
        var turn = new CallTurn(call, context, effects);
        if (context.Options.IncomingRingTimeout is { } own && own < remaining)
        {
            turn.Call = turn.Call with { RingsShort = true };
            turn.StartTimer(TimerKind.Ring, own);
        }
        else
        {
            turn.StartTimer(TimerKind.Ring, remaining + Backstop(context));
        }

        turn.Send((id, command) => new CallCommand.Alerting(id, command));
        return turn.Call;
    }

    /// <summary>Starts the memory of a call that the app never sees, with what the arbiter has to be told of it, if anything.</summary>
    public static CallModel Hide(CallModel call, Func<string, string, CallCommand>? command, MachineContext context, List<Effect> effects)
    {
        var turn = new CallTurn(call, context, effects);
        turn.StartTimer(TimerKind.Forget, Memory);
        if (command is not null)
        {
            turn.Send(command);
        }

        return turn.Call;
    }

    /// <summary>Asks to be let into a running call; until that is answered the call is hidden (rule CALL-087).</summary>
    public static CallModel Join(CallModel call, long operation, MachineContext context, List<Effect> effects)
    {
        var turn = new CallTurn(call, context, effects);
        Order(turn, operation, WaitingKind.Join, (id, command) => new CallCommand.JoinCall(id, command, call.LocalMedia));
        return turn.Call;
    }

    /// <summary>The arbiter has let this call lose against one that its callee was placing (rule CALL-060): nobody has to be told.</summary>
    public static CallModel Supersede(CallModel call, string byCallId, MachineContext context, List<Effect> effects)
    {
        var turn = new CallTurn(call, context, effects);

        // The two users are in a call: there is nothing to take back any more (rule CALL-033).
        turn.CompleteAll(WaitingKind.Cancel, false);
        Finish(turn, new(EndCause.Replaced, call.Self) { ReplacedBy = byCallId });
        return turn.Call;
    }

    /// <summary>Starts a call that the arbiter has put this device into, with the user's consent given by an own call (rule CALL-060).</summary>
    /// <param name="call">The call.</param>
    /// <param name="told">What the arbiter believes to be switched on here: the user may have changed it since.</param>
    /// <param name="view">The call as the arbiter knows it.</param>
    /// <param name="context">The context.</param>
    /// <param name="effects">Gets what has to be done.</param>
    public static CallModel Begin(CallModel call, MediaState told, CallView view, MachineContext context, List<Effect> effects)
    {
        var turn = new CallTurn(call, context, effects);
        StartConnecting(turn);
        if (call.LocalMedia.MicrophoneOn != told.MicrophoneOn || (call.LocalMedia.CameraOn != told.CameraOn && call.Details.Media == CallMedia.Video))
        {
            Report(turn);
        }

        Catch(turn, view);
        AskForMissed(turn);
        return turn.Call;
    }

    /// <summary>Ending what is over changes nothing (rule CALL-035); where nobody waits for an answer, the log says so.</summary>
    private static void IgnoreOver(CallTurn turn, CallInput input, long? operation)
    {
        if (!turn.Call.IsLive && operation is null)
        {
            turn.Ignore(input, "the call is over");
        }
    }
}
