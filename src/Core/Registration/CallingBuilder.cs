using Calling.Providers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Calling.Registration;

/// <summary>What an application has registered; also what its clients are made from.</summary>
internal sealed class CallingBuilder(IServiceCollection services, IConfiguration configuration) : ICallingBuilder
{
    private readonly List<CallProviderRegistration> _providers = [];
    private readonly List<Func<ICallClient, IServiceProvider, ICallClient>> _middleware = [];

    /// <inheritdoc/>
    public IServiceCollection Services => services;

    /// <inheritdoc/>
    public IConfiguration Configuration => configuration;

    /// <summary>The registered names, for messages.</summary>
    public string ProviderNames => _providers.Count == 0 ? "(none is registered)" : string.Join(", ", _providers.Select(static p => p.Name));

    /// <inheritdoc/>
    public ICallingBuilder AddProvider(CallProviderRegistration registration)
    {
        ArgumentNullException.ThrowIfNull(registration);
        ArgumentException.ThrowIfNullOrWhiteSpace(registration.Name, nameof(registration));
        if (Find(registration.Name) is not null)
        {
            throw new ArgumentException($"A provider named '{registration.Name}' was added before.", nameof(registration));
        }

        _providers.Add(registration);
        services.AddKeyedSingleton(
            registration.Name, (provider, _) => provider.GetRequiredService<ClientMaker>().Make(registration));
        return this;
    }

    /// <inheritdoc/>
    public ICallingBuilder Use(Func<ICallClient, IServiceProvider, ICallClient> middleware)
    {
        ArgumentNullException.ThrowIfNull(middleware);
        _middleware.Add(middleware);
        return this;
    }

    /// <summary>The provider of a name, in any letter case.</summary>
    /// <param name="name">The name.</param>
    public CallProviderRegistration? Find(string name)
        => _providers.Find(provider => string.Equals(provider.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Puts the middleware around a client; what was added first is outermost.</summary>
    /// <param name="client">The client.</param>
    /// <param name="provider">The application's services.</param>
    public ICallClient Wrap(ICallClient client, IServiceProvider provider)
    {
        for (int i = _middleware.Count - 1; i >= 0; i--)
        {
            client = _middleware[i](client, provider)
                ?? throw new InvalidOperationException("A middleware given to Use returned null instead of a client.");
        }

        return client;
    }

    /// <summary>A setting's full name.</summary>
    /// <param name="name">Its name in the section.</param>
    public string Setting(string name)
        => configuration is IConfigurationSection section ? ConfigurationPath.Combine(section.Path, name) : name;
}
