using Calling.Providers.WebRtc;
using Calling.Providers.WebRtc.GStreamer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Calling;

/// <summary>Chooses the GStreamer engine for the self-hosted provider.</summary>
public static class GStreamerWebRtcBuilderExtensions
{
    /// <summary>Carries media with GStreamer's webrtcbin; the application's <see cref="TimeProvider"/> and logging are used where there are some.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Changes the engine's defaults.</param>
    /// <exception cref="CallException">An option is out of range (<c>InvalidArgument</c>).</exception>
    public static WebRtcBuilder UseGStreamer(this WebRtcBuilder builder, Action<GStreamerOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = new GStreamerOptions();
        configure?.Invoke(options);

        // Here, where the caller's line is on the stack, and not at the first sign-in.
        options.Validate();
        return builder.UseEngine(services => new GStreamerPeerConnectionFactory(
            options,
            services.GetService<TimeProvider>(),
            services.GetService<ILoggerFactory>()?.CreateLogger<GStreamerPeerConnectionFactory>()));
    }
}
