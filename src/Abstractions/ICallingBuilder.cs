using Calling.Providers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Calling;

/// <summary>Gathers providers and middleware; returned by <c>services.AddCalling(section)</c>.</summary>
public interface ICallingBuilder
{
    /// <summary>The application's services.</summary>
    IServiceCollection Services { get; }

    /// <summary>The <c>Calling</c> section; a provider reads the sub-section of its own name.</summary>
    IConfiguration Configuration { get; }

    /// <summary>Adds a provider that the configuration may name.</summary>
    /// <param name="registration">Its name, factory and validation.</param>
    /// <exception cref="ArgumentException">A provider of that name was added before.</exception>
    ICallingBuilder AddProvider(CallProviderRegistration registration);

    /// <summary>Wraps every client; what is added first is outermost.</summary>
    /// <param name="middleware">Given the inner client, returns the outer one.</param>
    ICallingBuilder Use(Func<ICallClient, IServiceProvider, ICallClient> middleware);
}
