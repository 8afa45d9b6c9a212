using Calling.Server;
using Calling.Server.Authentication;
using Calling.Server.Connections;
using Calling.Server.Limits;
using Calling.Server.Push;
using Calling.Signaling;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the signalling server.</summary>
public static class CallingServerServiceCollectionExtensions
{
    /// <summary>Adds the signalling server, with settings from configuration; map it with
    /// <see cref="Microsoft.AspNetCore.Builder.CallingServerEndpointRouteBuilderExtensions.MapCalling"/>.</summary>
    /// <param name="services">The application's services. An <see cref="ICallStore"/>, <see cref="ICallRecordStore"/>,
    /// <see cref="IOfflinePush"/>, <see cref="IPushRegistrations"/> or
    /// <see cref="TimeProvider"/> among them is used, and each <see cref="IVendorIdentities"/>.</param>
    /// <param name="section">The settings, such as section <c>Calling:Server</c>.</param>
    /// <remarks>Wrong settings fail at start-up with their names and the valid values (rule CALL-141).</remarks>
    public static IServiceCollection AddCallingServer(this IServiceCollection services, IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return services.Add(section.Path, options => options.Bind(section));
    }

    /// <summary>Adds the signalling server, with settings from code.</summary>
    /// <param name="services">The application's services. An <see cref="ICallStore"/>, <see cref="ICallRecordStore"/>,
    /// <see cref="IOfflinePush"/>, <see cref="IPushRegistrations"/> or
    /// <see cref="TimeProvider"/> among them is used, and each <see cref="IVendorIdentities"/>.</param>
    /// <param name="configure">Sets them.</param>
    /// <remarks>Wrong settings fail at start-up with their names and the valid values (rule CALL-141).</remarks>
    public static IServiceCollection AddCallingServer(this IServiceCollection services, Action<CallingServerOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return services.Add(nameof(CallingServerOptions), options => options.Configure(configure));
    }

    private static IServiceCollection Add(this IServiceCollection services, string section, Action<OptionsBuilder<CallingServerOptions>> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddLogging();
        services.AddMetrics();
        services.AddRouting();
        configure(services.AddOptions<CallingServerOptions>().ValidateOnStart());
        services.AddSingleton<IValidateOptions<CallingServerOptions>>(new CallingServerOptionsValidator(section));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<CallingServerOptions>, MediaGroups>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ICallStore, MemoryCallStore>();
        services.TryAddSingleton<ICallRecordStore>(provider => new MemoryCallRecordStore(
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<IOptions<CallingServerOptions>>().Value.Exchange.Records));
        services.TryAddSingleton(provider => new CallExchange(
            provider.GetRequiredService<ICallStore>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IOptions<CallingServerOptions>>().Value.Exchange,
            provider.GetRequiredService<ICallRecordStore>(),
            PushOf(provider)));
        services.AddHttpClient(WebhookPush.ClientName, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(WebhookPush.MakeHandler)
            .RemoveAllLoggers();
        services.TryAddSingleton<IPushRegistrations, MemoryPushRegistrations>();
        services.TryAddSingleton<WebhookPush>();
        services.TryAddSingleton(provider => ActivatorUtilities.CreateInstance<PushDispatcher>(
            provider, provider.GetService<IOfflinePush>() ?? provider.GetRequiredService<WebhookPush>()));
        services.TryAddSingleton<TokenValidator>();
        services.TryAddSingleton<Authenticator>();
        services.TryAddSingleton<ServerLimits>();
        services.TryAddSingleton<CallingServerMetrics>();
        services.TryAddSingleton<CallingServer>();
        return services;
    }

    /// <summary>The app's own way to push, or the webhook, if there is one of them.</summary>
    private static PushDispatcher? PushOf(IServiceProvider provider) =>
        provider.GetService<IOfflinePush>() is null && provider.GetRequiredService<IOptions<CallingServerOptions>>().Value.Push.Url is null
            ? null
            : provider.GetRequiredService<PushDispatcher>();
}
