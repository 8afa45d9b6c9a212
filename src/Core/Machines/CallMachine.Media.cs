using Calling.Media;
using Calling.Providers;

namespace Calling.Machines;

internal static partial class CallMachine
{
    private static void Media(CallTurn turn, CallInput.Media input)
    {
        if (!turn.Call.IsAnswered)
        {
            turn.Ignore(input, "the call has no media");
            return;
        }

        switch (input.Value)
        {
            case MediaSignal.PeerConnected(var party):
                PeerConnected(turn, input, party);
                break;
            case MediaSignal.PeerInterrupted(var party):
                PeerInterrupted(turn, input, party);
                break;
            case MediaSignal.PeerFailed(var party, var fault):
                PeerFailed(turn, input, party, fault);
                break;
            case MediaSignal.FirstVideoFrame(var party):
                if (turn.Call.PeerOf(party) is { WasJoined: true, IsMember: true } seen)
                {
                    turn.Publish(new CallEvent.FirstVideoFrame(seen.UserId));
                }
                else
                {
                    turn.Ignore(input, "this device is not in the call");
                }

                break;
            case MediaSignal.QualityChanged(var party, var quality):
                if (turn.Call.PeerOf(party) is { WasJoined: true, IsMember: true } heard)
                {
                    turn.Publish(new CallEvent.NetworkQualityChanged(heard.UserId, quality));
                }
                else
                {
                    turn.Ignore(input, "this device is not in the call");
                }

                break;
            case MediaSignal.AudioLevels(var levels):
                Hear(turn, levels);
                break;
            case MediaSignal.DeviceUnavailable(var kind, var reason):
                DeviceUnavailable(turn, kind, reason);
                break;
            case MediaSignal.Failed(var fault):
                End(turn, turn.Call.State == CallState.Connecting ? EndCause.ConnectFailed : EndCause.Failed, fault);
                break;
        }
    }

    private static void Hear(CallTurn turn, IReadOnlyList<MemberAudioLevel> measured)
    {
        // Of a device that left meanwhile nothing is told.
        bool IsIn(CallParty party) => party.UserId == turn.Call.Self.UserId || turn.Call.PeerOf(party) is { WasJoined: true, IsMember: true };

        List<AudioLevel> levels = [.. measured.Where(l => IsIn(l.Party)).DistinctBy(l => l.Party.UserId).Select(l => new AudioLevel(l.Party.UserId, l.Level))];
        var speaker = turn.Call.Speaker.Hear(levels);
        bool changed = speaker.UserId != turn.Call.Speaker.UserId;
        turn.Call = turn.Call with { Speaker = speaker };
        turn.Publish(new CallEvent.AudioLevels(levels));
        if (changed)
        {
            turn.Publish(new CallEvent.DominantSpeakerChanged(speaker.UserId));
        }
    }

    private static void DeviceUnavailable(CallTurn turn, MediaKind kind, string reason)
    {
        var media = kind == MediaKind.Audio ? turn.Call.LocalMedia with { MicrophoneOn = false } : turn.Call.LocalMedia with { CameraOn = false };
        if (media != turn.Call.LocalMedia)
        {
            // The others are told that nothing will come; the user may switch it on again once the device is back.
            turn.Call = turn.Call with { LocalMedia = media };
            Report(turn);
        }

        turn.Publish(new CallEvent.Warning(
            kind == MediaKind.Audio ? CallWarningCode.MicrophoneUnavailable : CallWarningCode.CameraUnavailable, reason));
    }
}
