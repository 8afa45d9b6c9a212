using System.Collections.Immutable;

namespace Calling.Machines;

/// <summary>What a decision brings.</summary>
/// <param name="State">The new state.</param>
/// <param name="Effects">What is to be done, in order.</param>
internal sealed record ClientStep(ClientModel State, ImmutableArray<Effect> Effects);
