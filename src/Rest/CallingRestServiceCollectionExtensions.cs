using Calling.Providers.Acs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Refit;

namespace Calling.Rest;

/// <summary>Registers the REST APIs.</summary>
public static class CallingRestServiceCollectionExtensions
{
    /// <summary>Adds <see cref="ICallingServerApi"/>.</summary>
    /// <param name="services">The application's services; a <see cref="TimeProvider"/> among them is used.</param>
    /// <param name="configure">Sets it up.</param>
    /// <returns>For handlers of the application's own.</returns>
    /// <remarks>Wrong settings fail at start-up with their names (rule CALL-141). What fails for the moment is asked again; redirects are not followed.</remarks>
    public static IHttpClientBuilder AddCallingServerApi(this IServiceCollection services, Action<CallingServerApiOptions> configure) => services.Add<ICallingServerApi, CallingServerApiOptions>(
        configure,
        options => options.Server,
        nameof(CallingServerApiOptions.Server),
        options => options.GetToken is null ? $"{nameof(CallingServerApiOptions)}.{nameof(CallingServerApiOptions.GetToken)} is not set." : null,
        (_, options) => new BearerHandler(options.GetToken!));

    /// <summary>Adds <see cref="IAcsIdentityApi"/>.</summary>
    /// <param name="services">The application's services; a <see cref="TimeProvider"/> among them is used.</param>
    /// <param name="configure">Sets it up.</param>
    /// <returns>For handlers of the application's own, which must change neither address nor body: both are signed.</returns>
    /// <remarks>Wrong settings fail at start-up with their names (rule CALL-141). What fails for the moment is asked again; redirects are not followed.</remarks>
    public static IHttpClientBuilder AddAcsIdentityApi(this IServiceCollection services, Action<AcsIdentityApiOptions> configure) => services.Add<IAcsIdentityApi, AcsIdentityApiOptions>(
        configure,
        options => options.Endpoint,
        nameof(AcsIdentityApiOptions.Endpoint),
        options => IsKey(options.AccessKey) ? null : $"{nameof(AcsIdentityApiOptions)}.{nameof(AcsIdentityApiOptions.AccessKey)} must be set, in base64.",
        (time, options) => new HmacSigningHandler(options.AccessKey!, time));

    private static IHttpClientBuilder Add<TApi, TOptions>(
        this IServiceCollection services,
        Action<TOptions> configure,
        Func<TOptions, Uri?> address,
        string addressName,
        Func<TOptions, string?> problem,
        Func<TimeProvider, TOptions, DelegatingHandler> authorize)
        where TApi : class
        where TOptions : class
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<TOptions>().Configure(configure).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TOptions>>(new RestOptionsValidator<TOptions>(options => IsAddress(address(options))
            ? problem(options)
            : $"{typeof(TOptions).Name}.{addressName} is '{address(options)}'; it must be an absolute https address, or http on this machine."));

        static TOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<TOptions>>().Value;
        return services
            .AddRefitGeneratedClient<TApi>(new RefitSettings(new RestContentSerializer())
            {
                ExceptionFactory = RestErrors.OfAsync,
                DeserializationExceptionFactory = RestErrors.MalformedAsync,
                TransportExceptionFactory = RestErrors.Lost,
            })
            .ConfigureHttpClient((provider, client) => client.BaseAddress = new Uri(address(Options(provider))!.AbsoluteUri.TrimEnd('/')))
            .ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
            .AddHttpMessageHandler(provider => new ResilienceHandler(provider.GetRequiredService<TimeProvider>()))
            .AddHttpMessageHandler(provider => authorize(provider.GetRequiredService<TimeProvider>(), Options(provider)))
            .AddHttpMessageHandler(provider => new AttemptHandler(provider.GetRequiredService<TimeProvider>()));
    }

    /// <summary>Tokens and signatures are not for everybody to read on the way.</summary>
    private static bool IsAddress(Uri? address) =>
        address is { IsAbsoluteUri: true } && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    private static bool IsKey(string? key) => !string.IsNullOrWhiteSpace(key) && Convert.TryFromBase64String(key, new byte[key.Length], out _);
}
