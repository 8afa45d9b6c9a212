using Calling.Media;
using Calling.Providers;

namespace Calling.Signaling.Switchboards;

public static partial class Switchboard
{
    /// <summary>How long a request to change to video waits for its answer (rule CALL-102).</summary>
    public static readonly TimeSpan RequestLifetime = TimeSpan.FromSeconds(30);

    private static CommandResult SetMedia(Turn turn, CallParty from, MediaState asked)
    {
        if (turn.Call.SeatOf(from) is not { } seat)
        {
            return NotAMember(turn.Call, from);
        }

        var media = Turn.Allowed(asked, turn.Call.Details.Media);
        if (seat.Media != media)
        {
            turn.Call = turn.Call with { Seats = turn.Call.Seats.Replace(seat, seat with { Media = media }) };
            turn.TellSeats(from, (id, revision) => new CallSignal.MediaStateChanged(id, revision, from, media));
        }

        return Done;
    }

    private static CommandResult AskMedia(Turn turn, CallParty from, CallCommand.AskMedia ask)
    {
        var call = turn.Call;
        if (call.SeatOf(from) is null)
        {
            return NotAMember(call, from);
        }

        if (call is not { AnsweredAt: not null, Seats.Length: 2, Details.IsGroup: false })
        {
            return Refuse(RefusalCode.NotAllowed, "Only an answered call of two changes between audio and video.");
        }

        if (ask.Media == CallMedia.Audio)
        {
            ToAudio(turn, from);
            return Done;
        }

        if (call.Details.Media == CallMedia.Video)
        {
            return Done;
        }

        if (call.MediaRequest is not { } waiting)
        {
            var request = new CallMediaRequest(ask.CommandId, from.UserId, ask.Media);
            turn.Call = call with { MediaRequest = new(request, from, turn.Now + RequestLifetime) };
            turn.TellSeats(from, (id, revision) => new CallSignal.MediaRequested(id, revision, request));
            return Done;
        }

        if (waiting.By == from)
        {
            return Refuse(RefusalCode.NotAllowed, "A request of this device waits for its answer.");
        }

        // Both ask for the same: that is their consent.
        turn.ChangeMedia(CallMedia.Video, waiting.Asked.UserId);
        return Done;
    }

    /// <summary>Needs nobody's consent, and beats a request for video (rules CALL-101, CALL-102).</summary>
    private static void ToAudio(Turn turn, CallParty from)
    {
        if (turn.Call.MediaRequest is not null)
        {
            turn.CloseRequest(MediaRequestOutcome.Withdrawn);
        }

        if (turn.Call.Details.Media != CallMedia.Audio)
        {
            turn.ChangeMedia(CallMedia.Audio, from.UserId);
        }
    }

    private static CommandResult AnswerMedia(Turn turn, CallParty from, CallCommand.AnswerMedia answer)
    {
        if (turn.Call.SeatOf(from) is null)
        {
            return NotAMember(turn.Call, from);
        }

        if (turn.Call.MediaRequest is not { } waiting || waiting.Asked.RequestId != answer.RequestId)
        {
            return Refuse(RefusalCode.NotFound, "No such request waits for an answer.");
        }

        if (waiting.By == from)
        {
            return Refuse(RefusalCode.NotAllowed, "Only the other side answers a request.");
        }

        if (answer.Agreed)
        {
            turn.ChangeMedia(waiting.Asked.Media, waiting.Asked.UserId);
        }
        else
        {
            turn.CloseRequest(MediaRequestOutcome.Refused);
        }

        return Done;
    }

    private static void ExpireRequest(Turn turn)
    {
        if (turn.Call.MediaRequest is { } waiting && waiting.Deadline <= turn.Now)
        {
            turn.CloseRequest(MediaRequestOutcome.Expired);
        }
    }
}
