using System.Text.Json.Serialization;

namespace Calling.Cli.Demo;

/// <summary>The demo's last line. Each duration was measured within one process; what never came is null.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="Outcome"><c>Completed</c>, how the call ended instead, <c>TimedOut</c> or <c>Failed</c>.</param>
/// <param name="RingMs">Alice: from placing the call until Bob rang.</param>
/// <param name="AcceptToConnectedMs">Bob: from accepting until connected.</param>
/// <param name="AcceptToFirstFrameMs">Bob: from accepting until the first picture.</param>
/// <param name="CalleeVideoFrames">Pictures that Bob saw.</param>
/// <param name="CallerVideoFrames">Pictures that Alice saw.</param>
/// <param name="CalleeAudioSeconds">Audible sound that Bob heard.</param>
/// <param name="CallerAudioSeconds">Audible sound that Alice heard.</param>
internal sealed record DemoResult(
    string Provider, string Outcome, double? RingMs, double? AcceptToConnectedMs, double? AcceptToFirstFrameMs,
    int CalleeVideoFrames, int CallerVideoFrames, double CalleeAudioSeconds, double CallerAudioSeconds)
{
    public const string Completed = nameof(Completed);
    public const string TimedOut = nameof(TimedOut);
    public const string Failed = nameof(Failed);

    /// <summary>Whether everything came that has to come.</summary>
    [JsonIgnore]
    public bool IsGood => Outcome == Completed
        && CalleeVideoFrames > 0 && CallerVideoFrames > 0 && CalleeAudioSeconds > 0 && CallerAudioSeconds > 0;

    /// <summary>Sums up.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="alice">The caller's side, if it got that far.</param>
    /// <param name="bob">The callee's side, if it got that far.</param>
    /// <param name="problem">The outcome where a side is missing.</param>
    public static DemoResult Of(string provider, PartyResult? alice, PartyResult? bob, string problem = Failed)
        => new(
            provider, OutcomeOf(alice, bob, problem), alice?.RingMs, bob?.ConnectedMs, bob?.FirstFrameMs, bob?.VideoFrames ?? 0,
            alice?.VideoFrames ?? 0, bob?.AudioSeconds ?? 0, alice?.AudioSeconds ?? 0);

    private static string OutcomeOf(PartyResult? alice, PartyResult? bob, string problem) => (alice?.End, bob?.End) switch
    {
        (CallEndReason.LocalHangUp, CallEndReason.RemoteHangUp) => Completed,
        (null, _) or (_, null) => problem,

        // Whoever did not end as planned says more.
        (CallEndReason.LocalHangUp, { } end) => end.ToString(),
        ({ } end, _) => end.ToString(),
    };
}
