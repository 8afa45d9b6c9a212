namespace Calling.Providers;

/// <summary>How a provider is made once the configuration names it.</summary>
/// <param name="Name">What <c>Calling:Provider</c> says to choose it; letter case does not matter.</param>
/// <param name="Create">Makes it; called once per client, no I/O yet.</param>
/// <param name="Validate">Yields one sentence for each wrong setting, with its full name and the valid values; called at start, and
/// for the chosen provider only (rule CALL-141).</param>
public sealed record CallProviderRegistration(
    string Name, Func<IServiceProvider, ICallProvider> Create, Func<IServiceProvider, IEnumerable<string>> Validate);
