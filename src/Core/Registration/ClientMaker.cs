using Calling.Providers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Calling.Registration;

/// <summary>Makes clients for the container, once everything they were configured with is found right (rule CALL-141).</summary>
internal sealed class ClientMaker(CallingBuilder builder, IServiceProvider services)
{
    /// <summary>The provider that the configuration names.</summary>
    /// <exception cref="OptionsValidationException">It names none that is registered, or another setting is wrong.</exception>
    public CallProviderRegistration Selected
        => builder.Find(Options.Provider) ?? throw Wrong([CallingOptionsValidator.UnknownProvider(builder, Options.Provider)]);

    private CallingOptions Options => services.GetRequiredService<IOptions<CallingOptions>>().Value;

    /// <summary>Makes a client on a provider.</summary>
    /// <param name="registration">The provider.</param>
    /// <exception cref="OptionsValidationException">A setting is wrong.</exception>
    public ICallClient Make(CallProviderRegistration registration)
    {
        CallingOptions options = Options;
        List<string> failures = Validate(registration);
        if (failures.Count > 0)
        {
            throw Wrong(failures);
        }

        ICallProvider provider = registration.Create(services);
        TimeSpan max = provider.Descriptor.Limits.MaxRingTimeout, min = provider.Descriptor.Limits.MinRingTimeout;
        if (options.RingTimeout > max || options.RingTimeout < min)
        {
            // It has done no I/O yet; nothing else would dispose it.
            _ = provider.DisposeAsync().AsTask();
            throw Wrong([$"{builder.Setting(nameof(CallingOptions.RingTimeout))} is {options.RingTimeout:c}; "
                + $"the provider {registration.Name} takes {min:c} to {max:c}."]);
        }

        TimeProvider time = services.GetService<TimeProvider>() ?? TimeProvider.System;
        ILoggerFactory loggers = services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance;
        return builder.Wrap(CallClientFactory.Create(provider, options, time, loggers), services);
    }

    private static OptionsValidationException Wrong(IEnumerable<string> failures)
        => new(Microsoft.Extensions.Options.Options.DefaultName, typeof(CallingOptions), failures);

    private List<string> Validate(CallProviderRegistration registration)
    {
        try
        {
            return [.. registration.Validate(services)];
        }
        catch (OptionsValidationException error)
        {
            return [.. error.Failures];
        }
        catch (InvalidOperationException error)
        {
            // What the configuration binder says about a value that it cannot convert; it names the setting.
            return [error.InnerException is { } inner ? $"{error.Message} {inner.Message}" : error.Message];
        }
    }
}
