using Calling.Media;
using Calling.Providers;

namespace Calling.Machines;

/// <summary>Audio to video and back (section 11). The arbiter keeps the order; a camera follows its own user's acts alone.</summary>
internal static partial class CallMachine
{
    private static void RequestMedia(CallTurn turn, CallInput.RequestMedia request)
    {
        const string Operation = nameof(ICallSession.RequestMediaAsync);
        var call = turn.Call;
        bool ownWaits = call.Operations.Any(o => o.Kind == WaitingKind.Video) || call.MediaRequest?.UserId == call.Self.UserId;
        if (!call.IsLive)
        {
            turn.Fail(request.Operation, CallErrors.Gone(call, Operation));
        }
        else if (!turn.Context.Provider.Capabilities.HasFlag(CallCapabilities.MediaSwitch))
        {
            turn.Fail(request.Operation, CallErrors.NotSupported(Operation, turn.Context.Provider, CallCapabilities.MediaSwitch, "a change of media"));
        }
        else if (call.State != CallState.Connected || call.Details.IsGroup)
        {
            turn.Fail(request.Operation, CallErrors.State(call, Operation, "only a connected call of two can change its media"));
        }
        else if (request.Wanted == CallMedia.Video && ownWaits)
        {
            turn.Fail(request.Operation, CallErrors.State(call, Operation, "a request of this user waits already"));
        }
        else if (request.Wanted == call.Details.Media && call is { MediaRequest: null, AnsweredRequest: null }
            && !call.Outbox.Contains<CallCommand.AskMedia>())
        {
            turn.Complete(request.Operation, MediaRequestOutcome.Agreed);
        }
        else
        {
            Ask(turn, request);
        }
    }

    private static void Ask(CallTurn turn, CallInput.RequestMedia request)
    {
        var call = turn.Call;
        string requestId = call.Outbox.NextId;
        bool toVideo = request.Wanted == CallMedia.Video;
        turn.Call = call with
        {
            Operations = call.Operations.Add(new(request.Operation, WaitFor(request.Wanted))),
            CameraOnVideo = toVideo && !request.CameraOff,

            // The camera is off from here on, whatever the arbiter still has to say (rule CALL-101).
            LocalMedia = toVideo ? call.LocalMedia : call.LocalMedia with { CameraOn = false },
            MediaRequest = toVideo ? new(requestId, call.Self.UserId, request.Wanted) : call.MediaRequest,
        };
        turn.Show();
        turn.Send((id, command) => new CallCommand.AskMedia(id, command, request.Wanted));
    }

    private static void AnswerMediaRequest(CallTurn turn, CallInput.AnswerMediaRequest answer)
    {
        const string Operation = nameof(ICallSession.AnswerMediaRequestAsync);
        var call = turn.Call;
        if (!call.IsLive)
        {
            turn.Fail(answer.Operation, CallErrors.Gone(call, Operation));
        }
        else if (call.MediaRequest is not { } request || request.RequestId != answer.RequestId || request.UserId == call.Self.UserId)
        {
            turn.Fail(answer.Operation, CallErrors.State(call, Operation, $"no request '{answer.RequestId}' of another user waits"));
        }
        else
        {
            turn.Call = call with
            {
                Operations = call.Operations.Add(new(answer.Operation, WaitingKind.MediaAnswer)),
                CameraOnVideo = answer.Agree && !answer.CameraOff,
                MediaRequest = null,
                AnsweredRequest = (answer.RequestId, answer.Agree),
            };
            turn.Show();
            turn.Send((id, command) => new CallCommand.AnswerMedia(id, command, answer.RequestId, answer.Agree));
        }
    }

    private static void MediaRequested(CallTurn turn, CallInput input, CallMediaRequest request)
    {
        var call = turn.Call;
        if (!call.IsAnswered || call.PeerOf(request.UserId) is not { IsMember: true } || request.Media == call.Details.Media)
        {
            turn.Ignore(input, "there is nothing to answer");
        }
        else if (call.Outbox.Contains<CallCommand.AskMedia>())
        {
            // This user asks for the same at the same time; the arbiter takes that for agreement (rule CALL-102).
            turn.Ignore(input, "it crosses with this user's own request");
        }
        else if (turn.Context.Options.SwitchConsent == SwitchConsent.Off)
        {
            turn.Send((id, command) => new CallCommand.AnswerMedia(id, command, request.RequestId, Agreed: true));
        }
        else
        {
            turn.Call = call with { MediaRequest = request };
            turn.Publish(new CallEvent.MediaRequested(request.RequestId, request.UserId, request.Media));
        }
    }

    private static void MediaRequestClosed(CallTurn turn, CallInput input, string requestId, MediaRequestOutcome outcome)
    {
        if (turn.Call.AnsweredRequest?.RequestId == requestId)
        {
            CloseAnswered(turn, outcome);
            return;
        }

        if (!Forget(turn, requestId))
        {
            turn.Ignore(input, "no such request waits");
            return;
        }

        turn.Publish(new CallEvent.MediaRequestClosed(requestId, outcome));
        turn.CompleteAll(WaitingKind.Video, outcome);
    }

    /// <summary>What became of a request that this user has answered; one of its own may wait by now.</summary>
    private static void CloseAnswered(CallTurn turn, MediaRequestOutcome outcome)
    {
        var call = turn.Call;
        turn.Call = call with { AnsweredRequest = null, CameraOnVideo = call.CameraOnVideo && call.MediaRequest is not null };
        turn.Publish(new CallEvent.MediaRequestClosed(call.AnsweredRequest!.Value.RequestId, outcome));
    }

    /// <summary>A request waits no longer; the camera that it would have turned on stays off.</summary>
    private static bool Forget(CallTurn turn, string requestId)
    {
        if (turn.Call.MediaRequest?.RequestId != requestId)
        {
            return false;
        }

        turn.Call = turn.Call with { MediaRequest = null, CameraOnVideo = false };
        turn.Show();
        return true;
    }

    private static void MediaOfCallChanged(CallTurn turn, CallInput input, CallMedia media, string userId)
    {
        if (userId != turn.Call.Self.UserId && turn.Call.PeerOf(userId) is null)
        {
            turn.Ignore(input, "this user is not in the call");
        }
        else if (media == CallMedia.Video && !turn.Call.IsAnswered)
        {
            turn.Ignore(input, "only a call that is up can become a video call");
        }
        else
        {
            ChangeMedia(turn, media, userId);
        }
    }

    /// <summary>The call is for something else now, for everybody (rules CALL-061, CALL-100, CALL-101).</summary>
    private static void ChangeMedia(CallTurn turn, CallMedia media, string userId)
    {
        var call = turn.Call;
        bool video = media == CallMedia.Video;
        var local = call.LocalMedia with { CameraOn = video && (call.CameraOnVideo || call.LocalMedia.CameraOn) };
        turn.Call = call with
        {
            Details = call.Details with { Media = media },
            LocalMedia = local,
            CameraOnVideo = false,
            MediaRequest = null,
            AnsweredRequest = null,
            Peers = video ? call.Peers : [.. call.Peers.Select(p => p with { Media = p.Media with { CameraOn = false } })],
        };
        if (!video && call.MediaRequest is { } beaten)
        {
            turn.Publish(new CallEvent.MediaRequestClosed(beaten.RequestId, MediaRequestOutcome.Withdrawn));
        }

        if (!video && call.AnsweredRequest is { } answered)
        {
            turn.Publish(new CallEvent.MediaRequestClosed(
                answered.RequestId, answered.Agreed ? MediaRequestOutcome.Withdrawn : MediaRequestOutcome.Refused));
        }

        if (call.Details.Media != media)
        {
            turn.Publish(new CallEvent.MediaChanged(media, userId));
        }

        if (video && local.CameraOn)
        {
            Report(turn);
        }

        if (call.MediaOpen)
        {
            Connect(turn, null);
        }

        turn.CompleteAll(WaitFor(media), MediaRequestOutcome.Agreed);
        if (!video)
        {
            // Audio beats video (rule CALL-102).
            turn.CompleteAll(WaitingKind.Video, MediaRequestOutcome.Withdrawn);
        }
    }

    /// <summary>A view does not show a request that waits: it is over, unless it is on its way there.</summary>
    private static void Miss(CallTurn turn, CallMediaRequest request)
    {
        if (!turn.Call.Outbox.Contains<CallCommand.AskMedia>())
        {
            Forget(turn, request.RequestId);
            turn.Publish(new CallEvent.MediaRequestClosed(request.RequestId, MediaRequestOutcome.Withdrawn));
            turn.CompleteAll(WaitingKind.Video, MediaRequestOutcome.Withdrawn);
        }
        else if (!turn.Call.Outbox.Contains<CallCommand.QueryCall>())
        {
            // The view may be older than the request, or show that it has come and gone: whatever is asked next comes after both.
            turn.Send((id, command) => new CallCommand.QueryCall(id, command));
        }
    }

    private static WaitingKind WaitFor(CallMedia media) => media == CallMedia.Video ? WaitingKind.Video : WaitingKind.Audio;

    /// <summary>What a view shows of the media: a change, or a request that came or went unheard.</summary>
    private static void CatchMedia(CallTurn turn, CallView view)
    {
        var call = turn.Call;
        if (view.Ending is not null)
        {
            return;
        }

        if (view.Details.Media != call.Details.Media)
        {
            ChangeMedia(turn, view.Details.Media, call.MediaRequest?.UserId ?? call.Peers[0].UserId);
        }
        else if (call.MediaRequest is { } known && view.MediaRequest?.RequestId != known.RequestId)
        {
            Miss(turn, known);
        }
        else if (call.AnsweredRequest is { } answered && view.MediaRequest?.RequestId != answered.RequestId)
        {
            CloseAnswered(turn, answered.Agreed ? MediaRequestOutcome.Withdrawn : MediaRequestOutcome.Refused);
        }

        if (view.MediaRequest is { } request && turn.Call.MediaRequest is null && !turn.Call.Outbox.Contains<CallCommand.AnswerMedia>())
        {
            MediaRequested(turn, new CallInput.View(view), request);
        }
    }
}
