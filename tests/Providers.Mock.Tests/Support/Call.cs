namespace Calling.Providers.Mock.Tests;

/// <summary>One session with everything that a reader was told, in words.</summary>
internal sealed class Call
{
    private readonly List<string> _words = [];
    private CallState? _seen;
    private bool _completed;

    public Call(ICallSession session)
    {
        Session = session;
        _ = ReadAsync();
    }

    public ICallSession Session { get; }

    /// <summary>The whole trace, from the snapshot in brackets on.</summary>
    public string Trace => string.Join(' ', _words);

    public CallState State => Session.Snapshot.State;

    /// <summary>How much was read so far.</summary>
    public int Count => _words.Count;

    /// <summary>Whether the reader has got as far as the session: to its present state, or to the end.</summary>
    public bool IsRead => State == CallState.Ended ? _completed : _seen == State;

    public Task AcceptAsync(string? data = null) => Session.AcceptAsync(new AcceptOptions { Data = data });

    public Task RejectAsync(RejectScope scope = RejectScope.User, string? reason = null, string? data = null)
        => Session.RejectAsync(new RejectOptions { Scope = scope, Reason = reason, Data = data });

    public Task HangUpAsync(string? data = null) => Session.HangUpAsync(new HangUpOptions { Data = data });

    private async Task ReadAsync()
    {
        await foreach (var e in Session.ReadEventsAsync())
        {
            _words.Add(Word(e));
            _seen = e switch
            {
                CallEvent.Snapshot(var call) => call.State,
                CallEvent.StateChanged(_, var state) => state,
                _ => _seen,
            };
        }

        _completed = true;
    }

    private static string Word(CallEvent e) => e switch
    {
        CallEvent.Snapshot(var call) => $"[{(call.End is { } end ? Word(new CallEvent.Ended(end)) : call.State)}]",
        CallEvent.StateChanged(_, var state) => $"{state}",
        CallEvent.ParticipantResponded responded => $"{responded.UserId}:{responded.Response}{Text(responded.Reason)}{Data(responded.Data)}",
        CallEvent.ParticipantJoined(var user, var media) => $"+{user}{On(media)}",
        CallEvent.ParticipantLeft left => $"-{left.UserId}({left.Reason}){Data(left.Data)}",
        CallEvent.ParticipantMediaChanged(var user, var media) => $"{user}{On(media)}",
        CallEvent.FirstVideoFrame(var user) => $"{user}*",
        CallEvent.MediaRequested(_, var user, var media) => $"{user}?{media}",
        CallEvent.MediaRequestClosed(_, var outcome) => $"?{outcome}",
        CallEvent.MediaChanged(var media, var user) => $"{user}!{media}",
        CallEvent.NetworkQualityChanged(var user, var quality) => $"{user}~{quality}",
        CallEvent.AudioLevels(var levels) => string.Join(' ', levels.Select(l => $"{l.UserId}={l.Level}")),
        CallEvent.DominantSpeakerChanged(var user) => $"{user ?? "nobody"}!",
        CallEvent.Warning(var code, _) => $"!{code}",
        CallEvent.Ended(var end) => $"Ended({end.Reason}{(end.EndedBy is null ? "" : $" by {end.EndedBy}")}){Data(end.Data)}",
        _ => throw new InvalidOperationException($"No word for {e}."),
    };

    private static string On(MediaState media) => (media.MicrophoneOn, media.CameraOn) switch
    {
        (true, true) => "/mic+cam",
        (true, false) => "/mic",
        (false, true) => "/cam",
        _ => "/mute",
    };

    private static string Text(string? text) => text is null ? "" : $"({text})";

    private static string Data(string? data) => data is null ? "" : $"={data}";
}
