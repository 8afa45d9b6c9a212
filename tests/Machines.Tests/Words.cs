namespace Calling.MachineTests;

/// <summary>Events as short words, so that a whole trace is one string that a test can state.</summary>
internal static class Words
{
    public static string Of(CallEvent @event) => @event switch
    {
        CallEvent.StateChanged(_, var state) => state.ToString(),
        CallEvent.ParticipantInvited(var user, var by) => $"{user}?{(by is null ? "" : $"({by})")}",
        CallEvent.ParticipantStateChanged(var user, var state) => $"{user}~{state}",
        CallEvent.ParticipantResponded(var user, var response, var reason) { Data: var data } =>
            $"{user}:{response}{(reason is null ? "" : $"({reason})")}{Given(data)}",
        CallEvent.ParticipantJoined(var user, _) => $"+{user}",
        CallEvent.ParticipantLeft(var user, var reason) => $"-{user}({reason})",
        CallEvent.ParticipantMediaChanged(var user, var media) => $"{user}:{(media.MicrophoneOn ? "mic" : "")}{(media.CameraOn ? "cam" : "")}",
        CallEvent.FirstVideoFrame(var user) => $"frame({user})",
        CallEvent.MediaRequested(_, var user, var media) => $"{user}:asks{media}",
        CallEvent.MediaRequestClosed(_, var outcome) => $"request{outcome}",
        CallEvent.MediaChanged(var media, var user) => $"{media}(by {user})",
        CallEvent.NetworkQualityChanged(var user, var quality) => $"{user}:{quality}",
        CallEvent.AudioLevels(var levels) => string.Join(' ', levels.Select(l => $"{l.UserId}={l.Level}")),
        CallEvent.DominantSpeakerChanged(var user) => $"speaks({user ?? "nobody"})",
        CallEvent.Warning(var code, _) => $"!{code}",
        CallEvent.Ended(var end) => $"Ended({end.Reason}{(end.EndedBy is null ? "" : $" by {end.EndedBy}")}){Given(end.Data)}",
        _ => @event.GetType().Name,
    };

    private static string Given(string? data) => data is null ? "" : $"[{data}]";
}
