namespace Calling.Conformance.Scripts;

/// <summary>One run of a script that the mock permits.</summary>
/// <param name="Seen">What everybody has seen after each group of steps.</param>
/// <param name="Results">What came of each step.</param>
internal sealed record PermittedRun(IReadOnlyList<Observation> Seen, IReadOnlyList<string> Results);
