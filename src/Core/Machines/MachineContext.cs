using Calling.Providers;

namespace Calling.Machines;

/// <summary>What a decision may look at besides the state: all of it constant but the time.</summary>
/// <param name="Now">Elapsed time on the client's own clock.</param>
/// <param name="Options">The client's settings.</param>
/// <param name="Provider">What the provider declares.</param>
internal sealed record MachineContext(TimeSpan Now, CallingOptions Options, ProviderDescriptor Provider);
