using System.Collections.Immutable;

namespace Calling.Machines;

/// <summary>A decision: what is known now, and what has to be done about it, in order.</summary>
internal sealed record ClientStep(ClientModel State, ImmutableArray<Effect> Effects);
