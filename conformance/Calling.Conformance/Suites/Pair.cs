namespace Calling.Conformance;

/// <summary>The two ends of a 1:1 call.</summary>
/// <param name="Alice">Who calls.</param>
/// <param name="Bob">Who is called.</param>
/// <param name="Out">The caller's session.</param>
/// <param name="In">The callee's session.</param>
public sealed record Pair(Person Alice, Person Bob, ICallSession Out, ICallSession In);
