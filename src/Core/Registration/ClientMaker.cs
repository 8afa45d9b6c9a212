using Calling.Failover;
using Calling.Providers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Calling.Registration;

/// <summary>Makes clients for the container, once everything they were configured with is found right (rule CALL-141).</summary>
internal sealed class ClientMaker(CallingBuilder builder, IServiceProvider services)
{
    /// <summary>The client on the provider that the configuration names, or on several with fail-over.</summary>
    /// <exception cref="OptionsValidationException">It names none that is registered, or another setting is wrong.</exception>
    public ICallClient Default => Options.Fallback.Count == 0
        ? services.GetRequiredKeyedService<ICallClient>(Find(Options.Provider).Name)
        : Make([Find(Options.Provider), .. Options.Fallback.Select(Find)]);

    private CallingOptions Options => services.GetRequiredService<IOptions<CallingOptions>>().Value;

    /// <summary>Makes a client on a provider.</summary>
    /// <param name="registration">The provider.</param>
    /// <exception cref="OptionsValidationException">A setting is wrong.</exception>
    public ICallClient Make(CallProviderRegistration registration) => Make([registration]);

    private ICallClient Make(IReadOnlyList<CallProviderRegistration> registrations)
    {
        // Each client has its own: an app may change one's settings while it runs.
        CallingOptions options = Options.Copy();
        List<string> failures = [.. registrations.SelectMany(Validate)];
        if (failures.Count > 0)
        {
            throw Wrong(failures);
        }

        TimeProvider time = services.GetService<TimeProvider>() ?? TimeProvider.System;
        ILoggerFactory loggers = services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance;
        ICallProvider provider = Create(registrations, time, loggers);
        TimeSpan max = provider.Descriptor.Limits.MaxRingTimeout, min = provider.Descriptor.Limits.MinRingTimeout;
        if (options.RingTimeout > max || options.RingTimeout < min)
        {
            // It has done no I/O yet; nothing else would dispose it.
            _ = provider.DisposeAsync().AsTask();
            throw Wrong([$"{builder.Setting(nameof(CallingOptions.RingTimeout))} is {options.RingTimeout:c}; "
                + $"the provider {provider.Descriptor.Name} takes {min:c} to {max:c}."]);
        }

        return builder.Wrap(CallClientFactory.Create(provider, options, time, loggers), services);
    }

    private ICallProvider Create(IReadOnlyList<CallProviderRegistration> registrations, TimeProvider time, ILoggerFactory loggers)
    {
        var made = new List<ICallProvider>();
        try
        {
            foreach (CallProviderRegistration registration in registrations)
            {
                made.Add(registration.Create(services));
            }

            return made.Count == 1 ? made[0] : new FailoverCallProvider(made, time, loggers);
        }
        catch
        {
            made.ForEach(static provider => _ = provider.DisposeAsync().AsTask());
            throw;
        }
    }

    private CallProviderRegistration Find(string name)
        => builder.Find(name) ?? throw Wrong([CallingOptionsValidator.UnknownProvider(builder, name)]);

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
