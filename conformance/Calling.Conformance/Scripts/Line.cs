namespace Calling.Conformance.Scripts;

/// <summary>What one participant has seen of one call.</summary>
/// <param name="Key">Whose which session.</param>
/// <param name="Trace">What it was told.</param>
/// <param name="State">How it stands.</param>
/// <param name="IsLate">Whether the reading began late, so that the trace is only its end.</param>
internal readonly record struct Line(string Key, string Trace, string State, bool IsLate)
{
    public bool Agrees(Line other) =>
        Key == other.Key && State == other.State
        && (Trace == other.Trace || (IsLate && other.Trace.EndsWith(Trace, StringComparison.Ordinal)) || (other.IsLate && Trace.EndsWith(other.Trace, StringComparison.Ordinal)));

    public override string ToString() => $"{Key}: {(IsLate ? "… " : "")}{Trace} | {State}";
}
