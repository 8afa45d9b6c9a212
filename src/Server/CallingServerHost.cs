using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Calling.Server;

/// <summary>The signalling server as a program of its own. Prints nothing; add logging where wanted.</summary>
public sealed class CallingServerHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _pattern;

    private CallingServerHost(WebApplication app, string pattern) => (_app, _pattern) = (app, pattern);

    /// <summary>Where it can be reached, such as <c>http://127.0.0.1:5080/calling</c>: what a client's <c>Server</c> setting takes. With
    /// the port that was given to it; only after <see cref="StartAsync"/>.</summary>
    /// <exception cref="InvalidOperationException">It was not started.</exception>
    public Uri Address
    {
        get
        {
            var bound = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
                ?? throw new InvalidOperationException("The server was not started.");
            return new Uri(new Uri(bound), _pattern);
        }
    }

    /// <summary>Its services.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Builds one; nothing is bound yet.</summary>
    /// <param name="url">Scheme, address and port to listen on; port 0 takes a free one.</param>
    /// <param name="configure">The server's settings.</param>
    /// <param name="builder">Anything else: logging, configuration, certificates, a <see cref="TimeProvider"/>.</param>
    /// <param name="pattern">The path that the server is mapped to; <c>/healthz</c> answers too.</param>
    public static CallingServerHost Build(
        string url, Action<CallingServerOptions> configure, Action<WebApplicationBuilder>? builder = null, string pattern = "/calling")
    {
        ArgumentException.ThrowIfNullOrEmpty(url);
        ArgumentException.ThrowIfNullOrEmpty(pattern);
        var web = WebApplication.CreateSlimBuilder();
        web.Logging.ClearProviders();
        web.WebHost.UseKestrelHttpsConfiguration();
        web.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        web.WebHost.UseUrls(url);
        web.Services.AddCallingServer(configure);
        builder?.Invoke(web);
        var app = web.Build();
        app.MapCalling(pattern);
        app.MapGet("/healthz", () => Results.Text("ok"));
        return new CallingServerHost(app, pattern);
    }

    /// <summary>Checks the settings, binds the port and serves.</summary>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A setting is wrong; the message names it.</exception>
    /// <exception cref="IOException">The address is in use.</exception>
    public Task StartAsync(CancellationToken ct = default) => _app.StartAsync(ct);

    /// <summary>Says good-bye to every device and stops.</summary>
    /// <param name="ct">Stops waiting.</param>
    public Task StopAsync(CancellationToken ct = default) => _app.StopAsync(ct);

    /// <summary>Waits until the process is told to end.</summary>
    /// <param name="ct">Ends it too.</param>
    public async Task WaitForShutdownAsync(CancellationToken ct = default)
    {
        using var stop = ct.Register(_app.Lifetime.StopApplication);
        await Microsoft.Extensions.Hosting.HostingAbstractionsHostExtensions.WaitForShutdownAsync(_app, CancellationToken.None);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
