using System.Globalization;
using Calling.Cli.Media;

namespace Calling.Cli.Demo;

/// <summary>One party's side of the call, from its first event to its last: watches, listens, measures; the caller hangs up.</summary>
internal sealed class Conversation(ICallSession call, PartySettings settings, TimeProvider time, PartyLog log)
{
    private readonly FrameGrabber _seen = new();
    private readonly AudioRecorder _heard = new();
    private long _asked;
    private double? _ringMs;
    private double? _connectedMs;
    private double? _firstFrameMs;

    /// <summary>Begins the measuring: the call was placed, or is being accepted.</summary>
    /// <param name="timestamp">When.</param>
    public void Asked(long timestamp) => Volatile.Write(ref _asked, timestamp);

    /// <summary>Goes with the call to its end.</summary>
    /// <param name="ct">Gives up.</param>
    public async Task<PartyResult> RunAsync(CancellationToken ct)
    {
        using var pictures = call.Media.AddVideoSink(settings.Peer, _seen);
        using var sound = call.Media.AddAudioSink(settings.Peer, _heard);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        Task? talk = null;
        CallEnd? end = null;
        await foreach (var happened in call.ReadEventsAsync(ct))
        {
            switch (happened)
            {
                case CallEvent.Snapshot { Call: var now }:
                    Enter(now.State, now.State == CallState.Incoming ? $"{now.Caller} calls, {now.Media}" : $"{settings.Peer}, {now.Media}");
                    break;
                case CallEvent.StateChanged { State: var state }:
                    Enter(state, "");
                    talk ??= state == CallState.Connected ? TalkAsync(over.Token) : null;
                    break;
                case CallEvent.FirstVideoFrame:
                    _firstFrameMs ??= SinceAsked();
                    log.Write("first frame", $"{Show(_firstFrameMs)} ms after {Beginning}");
                    break;
                case CallEvent.Ended ended:
                    end = ended.End;
                    log.Write("ended", string.Create(CultureInfo.InvariantCulture, $"{end.Reason} after {end.Duration.TotalSeconds:0.0} s"));
                    break;
                default:
                    Tell(happened);
                    break;
            }
        }

        await over.CancelAsync();
        await (talk ?? Task.CompletedTask);
        return new(
            end?.Reason ?? CallEndReason.Failed, _ringMs, _connectedMs, _firstFrameMs, _seen.Count, Math.Round(_heard.Audible.TotalSeconds, 2), Save());
    }

    private string Beginning => settings.Calls ? "dialing" : "accepting";

    private static string Show(double? milliseconds) => milliseconds?.ToString("0", CultureInfo.InvariantCulture) ?? "?";

    private double SinceAsked() => Math.Round(time.GetElapsedTime(Volatile.Read(ref _asked)).TotalMilliseconds, 1);

    private void Enter(CallState state, string detail)
    {
        switch (state)
        {
            case CallState.Ringing:
                _ringMs ??= SinceAsked();
                detail = $"{settings.Peer}'s device, {Show(_ringMs)} ms after dialing";
                break;
            case CallState.Connected when _connectedMs is null:
                _connectedMs = SinceAsked();
                detail = $"{Show(_connectedMs)} ms after {Beginning}";
                break;
        }

        log.Write(state.ToString().ToLowerInvariant(), detail);
    }

    private void Tell(CallEvent happened)
    {
        switch (happened)
        {
            case CallEvent.ParticipantResponded responded:
                log.Write(responded.Response.ToString().ToLowerInvariant(), $"by {responded.UserId}");
                break;
            case CallEvent.ParticipantJoined joined:
                log.Write("joined", joined.UserId);
                break;
            case CallEvent.ParticipantLeft left:
                log.Write("left", $"{left.UserId}, {left.Reason}");
                break;
            case CallEvent.Warning warning:
                log.Write("warning", $"{warning.Code}: {warning.Message}");
                break;
        }
    }

    private async Task TalkAsync(CancellationToken ct)
    {
        try
        {
            var half = TimeSpan.FromSeconds(settings.Seconds / 2);
            await Task.Delay(half, time, ct);
            _seen.Grab();
            await MeasureAsync(ct);
            if (settings.Calls)
            {
                await Task.Delay(half, time, ct);
                await MeasureAsync(ct);
                log.Write("hangs up");
                await call.HangUpAsync(ct);
            }
        }
        catch (OperationCanceledException)
        {
            // The call ended, or the demo did.
        }
    }

    private async Task MeasureAsync(CancellationToken ct)
    {
        foreach (var stats in await call.Media.GetStatsAsync(ct))
        {
            log.Write("media", StatsLine.Of(stats));
        }
    }

    private Dictionary<string, string> Save()
    {
        var files = new Dictionary<string, string>();
        Directory.CreateDirectory(settings.Output);
        if (_seen.Picture is { } picture)
        {
            files["saw"] = Path.Combine(settings.Output, $"{settings.UserId}-saw.png");
            PngWriter.Write(files["saw"], picture);
        }

        var wav = Path.Combine(settings.Output, $"{settings.UserId}-heard.wav");
        if (_heard.Save(wav))
        {
            files["heard"] = wav;
        }

        return files;
    }
}
