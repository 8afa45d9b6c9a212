namespace Calling.Cli.Demo;

/// <summary>How the call went for one party, measured in its own process. A time that never came is null.</summary>
/// <param name="End">Why it ended.</param>
/// <param name="RingMs">From placing the call to the callee's ringing.</param>
/// <param name="ConnectedMs">From accepting to connected.</param>
/// <param name="FirstFrameMs">From accepting to the first picture.</param>
/// <param name="VideoFrames">Pictures that came.</param>
/// <param name="AudioSeconds">Audible sound that came.</param>
/// <param name="Files">What was written, as description and path.</param>
internal sealed record PartyResult(
    CallEndReason End, double? RingMs, double? ConnectedMs, double? FirstFrameMs, int VideoFrames, double AudioSeconds,
    IReadOnlyDictionary<string, string> Files)
{
    /// <summary>In a group: what came of each of the others.</summary>
    public IReadOnlyList<PartyView> Views { get; init; } = [];
}
