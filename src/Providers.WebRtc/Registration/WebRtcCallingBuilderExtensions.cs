using Calling.Providers;
using Calling.Providers.WebRtc;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Calling;

/// <summary>Adds the self-hosted WebRTC provider.</summary>
public static class WebRtcCallingBuilderExtensions
{
    /// <summary>Adds the self-hosted provider under the name <c>WebRtc</c>; its settings are in the sub-section of that name.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Chooses the engine (<c>w => w.UseGStreamer()</c>) and changes what the settings say.</param>
    public static ICallingBuilder AddWebRtc(this ICallingBuilder builder, Action<WebRtcBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        const string Name = "WebRtc";
        string path = builder.Configuration is IConfigurationSection section ? $"{section.Path}:{Name}" : Name;
        var webRtc = new WebRtcBuilder();
        configure(webRtc);
        var settings = new WebRtcSettings(builder.Configuration.GetSection(Name), path, webRtc);
        return builder.AddProvider(new CallProviderRegistration(
            Name,
            services => new WebRtcCallProvider(
                settings.Read([]),
                services,
                services.GetService<TimeProvider>() ?? TimeProvider.System,
                services.GetService<ILoggerFactory>()),
            _ =>
            {
                var problems = new List<string>();
                settings.Read(problems);
                return problems;
            }));
    }
}
