using Calling.Clients;
using Calling.Effects;
using Calling.Providers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Calling.Failover;

/// <summary>
/// Several providers as one: a device is signed in at each of them, and an invitation that could not leave this machine through one is
/// tried through the next (rule CALL-143). <c>Calling:Fallback</c> makes it; see <c>docs/failover.md</c>.
/// </summary>
/// <remarks>Any thread. It declares what all of them declare. It owns the providers and disposes them with itself.</remarks>
public sealed class FailoverCallProvider : ICallProvider, IServiceProvider, IKeyedServiceProvider
{
    private readonly IReadOnlyList<ICallProvider> _providers;
    private readonly CallRuntime _runtime;
    private readonly ILogger _logger;

    /// <summary>Puts providers together; no I/O yet.</summary>
    /// <param name="providers">The providers, the preferred one first; no two of the same name.</param>
    /// <param name="time">The clock, where no provider brings a runtime of its own; the machine's if null.</param>
    /// <param name="loggers">Told of providers that are lost and found; nothing if null.</param>
    /// <exception cref="ArgumentException">There is none, or two have the same name.</exception>
    public FailoverCallProvider(IEnumerable<ICallProvider> providers, TimeProvider? time = null, ILoggerFactory? loggers = null)
    {
        ArgumentNullException.ThrowIfNull(providers);
        _providers = [.. providers];
        Descriptor = FailoverDescriptor.Of([.. _providers.Select(provider => provider.Descriptor)]);
        Runtime = _providers.Select(provider => provider.Runtime).FirstOrDefault(runtime => runtime is not null);
        _runtime = Runtime ?? (time is null ? CallRuntime.System : CallRuntime.On(time));
        _logger = (loggers ?? NullLoggerFactory.Instance).CreateLogger("Calling.Failover");
    }

    /// <summary>What all of them declare, under all their names: <c>WebRtc+Acs</c>.</summary>
    public ProviderDescriptor Descriptor { get; }

    /// <summary>The first one that a provider brings.</summary>
    public CallRuntime? Runtime { get; }

    /// <summary>Signs the device in at every provider, with <see cref="CallCredential.For"/> its name.</summary>
    /// <param name="credential">Who, with a token for each provider where they differ.</param>
    /// <param name="observer">Gets the line's signals.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>A line, once every provider has answered, or one is up and the others have had 2 s; who is missing is tried again.</returns>
    /// <exception cref="CallException">No provider signed the device in; it is the preferred one's failure.</exception>
    public async ValueTask<ICallLine> ConnectAsync(CallCredential credential, ICallLineObserver observer, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(credential);
        ArgumentNullException.ThrowIfNull(observer);
        var line = new FailoverLine(_providers, credential, observer, _runtime, _logger);
        try
        {
            await line.SignInAsync(ct).ConfigureAwait(false);
            return line;
        }
        catch
        {
            await line.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Disposes every provider, whatever becomes of the others.</summary>
    public ValueTask DisposeAsync() => new(Task.WhenAll(_providers.Select(DisposeAsync)));

    /// <summary>What the first provider is, or hands out, of a type.</summary>
    /// <param name="serviceType">The type.</param>
    public object? GetService(Type serviceType) => Services.Find(serviceType, null, [.. _providers]);

    /// <inheritdoc/>
    public object? GetKeyedService(Type serviceType, object? serviceKey) => Services.Find(serviceType, serviceKey, [.. _providers]);

    /// <inheritdoc/>
    public object GetRequiredKeyedService(Type serviceType, object? serviceKey)
        => GetKeyedService(serviceType, serviceKey) ?? throw new InvalidOperationException($"No provider has a {serviceType} of the key {serviceKey}.");

    private async Task DisposeAsync(ICallProvider provider)
    {
        try
        {
            await provider.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception error)
        {
            _logger.ReleaseFailed(error, provider.Descriptor.Name);
        }
    }
}
