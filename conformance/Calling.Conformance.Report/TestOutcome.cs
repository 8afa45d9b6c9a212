namespace Calling.Conformance.Report;

/// <summary>One test's outcome.</summary>
/// <param name="Name">Method and aspect.</param>
/// <param name="Verdict">What it says.</param>
/// <param name="Reason">Why, where it did not pass.</param>
internal sealed record TestOutcome(string Name, Verdict Verdict, string? Reason);
